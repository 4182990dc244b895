package org.jiaohao.device.tool;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jiaohao.device.api.DocumentScanner.Capabilities;
import org.jiaohao.device.api.DocumentScanner.Page;

/** The formats of pages this program can use, and what a page of them holds. */
final class PageFormats {
  /** In the order of preference: small, exact, and only then what cannot be straightened. */
  private static final List<String> USABLE =
      List.of("image/jpeg", "image/png", "image/tiff", "application/pdf");

  private static final int BYTES_PER_PIXEL = 4;

  private PageFormats() {}

  /** The best format of a scanner; empty when it offers none that can be used. */
  static Optional<String> best(Capabilities able) {
    return USABLE.stream().filter(able.formats()::contains).findFirst();
  }

  /** Whether a page is one that can be used: read as a picture, or a PDF file. */
  static boolean usable(Page page) {
    return page.whole() && (page.mediaType().equals("application/pdf") || opens(page.data()));
  }

  private static boolean opens(byte[] picture) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      return readers.hasNext() && pixels(readers.next(), in) > 0;
    } catch (IOException | RuntimeException e) {
      return false; // readers of pictures fail in many ways
    }
  }

  private static long pixels(ImageReader reader, ImageInputStream in) throws IOException {
    try {
      reader.setInput(in);
      return (long) reader.getWidth(0) * reader.getHeight(0);
    } finally {
      reader.dispose();
    }
  }

  /**
   * The picture of a page.
   *
   * @return empty when there is not the memory for it
   * @throws IOException when it cannot be read
   */
  static Optional<BufferedImage> picture(byte[] file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        return pixels * BYTES_PER_PIXEL < memory() ? Optional.of(reader.read(0)) : Optional.empty();
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException e) {
      throw new IOException("no picture that can be read", e); // readers fail in many ways
    }
  }

  /** With what is made of it, a picture must fit into what is free. */
  private static long memory() {
    Runtime machine = Runtime.getRuntime();
    long used = machine.totalMemory() - machine.freeMemory();
    return (machine.maxMemory() - used) / 2;
  }
}
