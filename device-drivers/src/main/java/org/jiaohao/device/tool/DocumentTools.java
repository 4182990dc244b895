package org.jiaohao.device.tool;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What can be made of pictures of papers. Implemented by the module {@code device-documents}, whose
 * libraries a plain kiosk or screen does not carry; found by {@link ServiceLoader}.
 */
public interface DocumentTools {
  /** The tools, when their module is on the class path. */
  static Optional<DocumentTools> find() {
    return ServiceLoader.load(DocumentTools.class, DocumentTools.class.getClassLoader())
        .findFirst();
  }

  /** The sheet alone, or the page level; empty when the picture should stay as it is. */
  Optional<BufferedImage> straighten(BufferedImage picture);

  /**
   * One PDF file, a page for each picture.
   *
   * @param pictures JPEG, PNG or PDF files, at least one
   * @param dpi dots per inch of all, or 0 when nobody knows: each is then fitted into an A4 page
   * @throws IOException when one of them is no picture, by its number from 1
   */
  byte[] pdf(List<byte[]> pictures, int dpi) throws IOException;
}
