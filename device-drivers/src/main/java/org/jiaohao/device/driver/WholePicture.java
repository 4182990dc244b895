package org.jiaohao.device.driver;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads a picture that a device gave, and takes no broken one for whole. */
public final class WholePicture {
  private WholePicture() {}

  /**
   * Reads a picture.
   *
   * @param bytes a file of any kind Java reads, JPEG and PNG among them
   * @throws IOException when it is none, or the decoder found that a part of it is missing or wrong
   */
  public static BufferedImage read(byte[] bytes) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no picture");
      }
      ImageReader reader = readers.next();
      var warnings = new StringBuilder();
      try {
        reader.addIIOReadWarningListener((source, warning) -> warnings.append(warning));
        reader.setInput(in);
        BufferedImage image = reader.read(0);
        if (!warnings.isEmpty()) {
          throw new IOException(warnings.toString());
        }
        return image;
      } catch (RuntimeException e) {
        throw new IOException("broken picture", e); // decoders throw what they like
      } finally {
        reader.dispose();
      }
    }
  }
}
