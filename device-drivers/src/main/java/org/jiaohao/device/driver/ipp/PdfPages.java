package org.jiaohao.device.driver.ipp;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Draws the pages of PDF files, for printers that take pictures only. Implemented by the module
 * {@code device-documents}, whose libraries a plain kiosk or screen does not carry; found by {@link
 * ServiceLoader}.
 */
public interface PdfPages {
  /** The drawer, when its module is on the class path. */
  static Optional<PdfPages> find() {
    return ServiceLoader.load(PdfPages.class, PdfPages.class.getClassLoader()).findFirst();
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be read, or is locked by a password
   */
  Opened open(byte[] pdf) throws IOException;

  /** A file whose pages can be drawn. */
  interface Opened extends Closeable {
    /** How many pages it has. */
    int pages();

    /** Width of a page as people see it, in millimetres; pages count from 0. */
    double width(int page);

    /** Height of a page as people see it, in millimetres. */
    double height(int page);

    /**
     * Draws some rows of a page on a white sheet: as large as fits, in the middle, and turned by a
     * quarter when the page lies and the sheet stands.
     *
     * @param width pixels of the whole sheet
     * @param height pixels of the whole sheet
     * @param top first row that is wanted
     * @param rows how many are wanted
     * @return a picture of {@code width} × {@code rows} pixels, sRGB
     * @throws IOException when something on the page cannot be drawn
     */
    BufferedImage draw(int page, int width, int height, int top, int rows) throws IOException;
  }
}
