package org.jiaohao.device.driver.ipp;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.jiaohao.device.codec.raster.PageRaster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file drawn page by page, all on the sheet that fits the first. */
final class DrawnDocuments extends Documents {
  private static final Logger LOG = LoggerFactory.getLogger(DrawnDocuments.class);

  /** Pixels drawn at a time: 16 MB of memory. */
  private static final int BAND_PIXELS = 4_000_000;

  /** No further page is put into a document of this size, so that photographs fit into memory. */
  private static final int FULL = 16 * 1024 * 1024;

  private static final float JPEG_QUALITY = 0.9f;

  private final PdfPages.Opened file;
  private final PageRaster.Page page;
  private int next;

  private DrawnDocuments(Way way, PdfPages.Opened file, PageRaster.Page page) {
    super(way, file.pages());
    this.file = file;
    this.page = page;
  }

  /**
   * Begins to draw a file.
   *
   * @param dpi dots per inch, 0 for what the printer suggests
   * @throws IOException when it cannot be read
   */
  static Documents of(PdfPages drawer, byte[] pdf, Way way, Abilities able, int dpi)
      throws IOException {
    PdfPages.Opened file = drawer.open(pdf);
    try {
      if (file.pages() < 1) {
        throw new IOException("the file has no page");
      }
      Abilities.Sheet sheet = able.sheet(file.width(0), file.height(0));
      int dots = dpi > 0 ? dpi : able.dpi(way);
      int width = Abilities.Sheet.pixels(sheet.width(), dots);
      int height = Abilities.Sheet.pixels(sheet.height(), dots);
      var page = new PageRaster.Page(width, height, dots, able.colour(way), sheet.media());
      return new DrawnDocuments(way, file, page);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  Part next() throws IOException {
    int first = next;
    byte[] bytes =
        switch (way()) {
          case PWG_RASTER -> raster(PageRaster.Form.PWG);
          case URF -> raster(PageRaster.Form.URF);
          case JPEG -> jpeg(file.draw(next++, page.width(), page.height(), 0, page.height()));
          case PDF -> throw new IllegalStateException("a PDF file is not drawn");
        };
    return new Part(bytes, next - first, page.media());
  }

  private byte[] raster(PageRaster.Form form) throws IOException {
    var raster = new PageRaster(form);
    do {
      raster.begin(page);
      draw(next++, raster);
    } while (next < file.pages() && raster.size() < FULL);
    return raster.bytes();
  }

  private void draw(int number, PageRaster raster) throws IOException {
    int band = Math.clamp(BAND_PIXELS / page.width(), 1, page.height());
    var row = new byte[page.width() * page.pixel()];
    var rgb = new int[page.width()];
    for (int top = 0; top < page.height(); top += band) {
      int rows = Math.min(band, page.height() - top);
      BufferedImage drawn = file.draw(number, page.width(), page.height(), top, rows);
      for (int y = 0; y < rows; y++) {
        drawn.getRGB(0, y, page.width(), 1, rgb, 0, page.width());
        write(rgb, row, page.colour());
        raster.row(row);
      }
    }
  }

  private static void write(int[] rgb, byte[] row, boolean colour) {
    int at = 0;
    for (int dot : rgb) {
      int red = dot >> 16 & 0xFF;
      int green = dot >> 8 & 0xFF;
      int blue = dot & 0xFF;
      if (colour) {
        row[at++] = (byte) red;
        row[at++] = (byte) green;
        row[at++] = (byte) blue;
      } else {
        row[at++] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000); // BT.601
      }
    }
  }

  private byte[] jpeg(BufferedImage picture) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var target = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(target);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    byte[] jpeg = out.toByteArray();
    // How large it is on paper (JFIF 1.02, page 5): dots per inch, both ways.
    short dpi = (short) page.dpi();
    ByteBuffer.wrap(jpeg).put(13, (byte) 1).putShort(14, dpi).putShort(16, dpi);
    return jpeg;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("a drawn file could not be closed: {}", e.toString());
    }
  }
}
