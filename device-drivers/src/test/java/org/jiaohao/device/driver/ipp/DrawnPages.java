package org.jiaohao.device.driver.ipp;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** A drawer whose pages are known dot by dot, in place of one that reads PDF files. */
record DrawnPages(int pages, double width, double height, boolean photograph) implements PdfPages {
  /** A dot of a photograph: no two alike. */
  private static int noise(int x, int y) {
    int mixed = (x * 73_856_093 ^ y * 19_349_663) * 83_492_791;
    return (mixed ^ mixed >>> 15) & 0xFFFFFF;
  }

  /** The colour of a dot. */
  static int dot(int page, int x, int y) {
    boolean line = x % 400 == 7 || y % 300 == 11;
    int shade = y / 300 * 17 % 256;
    return line ? 0xFF0000 : page % 2 == 0 ? 0xFFFFFF : shade << 16 | shade << 8 | shade;
  }

  @Override
  public Opened open(byte[] pdf) throws IOException {
    if (pdf.length == 0) {
      throw new IOException("it is empty");
    }
    return new Opened() {
      @Override
      public int pages() {
        return pages;
      }

      @Override
      public double width(int page) {
        return width;
      }

      @Override
      public double height(int page) {
        return height;
      }

      @Override
      public BufferedImage draw(int page, int w, int h, int top, int rows) {
        var picture = new BufferedImage(w, rows, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < w; x++) {
            picture.setRGB(x, y, photograph ? noise(x, top + y) : dot(page, x, top + y));
          }
        }
        return picture;
      }

      @Override
      public void close() {
        // nothing is held
      }
    };
  }
}
