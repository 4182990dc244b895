package org.jiaohao.device.driver.ipp;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.jiaohao.device.codec.raster.PageRaster;

/**
 * What is sent to a printer, one job each.
 *
 * @param way their form
 * @param sheet what the pages were drawn for; null for files that are sent as they are
 * @param parts the documents: one, or one for each page when a document holds no more
 */
record Documents(Way way, Abilities.Sheet sheet, List<byte[]> parts) {
  /** Pixels drawn at a time: 16 MB of memory. */
  private static final int BAND_PIXELS = 4_000_000;

  private static final float JPEG_QUALITY = 0.9f;

  /** A file as it is. */
  static Documents asItIs(byte[] pdf) {
    return new Documents(Way.PDF, null, List.of(pdf));
  }

  /**
   * A file drawn page by page, all on the sheet that fits the first.
   *
   * @param dpi dots per inch, 0 for what the printer suggests
   * @throws IOException when it cannot be read or drawn
   */
  static Documents drawn(PdfPages drawer, byte[] pdf, Way way, Abilities able, int dpi)
      throws IOException {
    try (PdfPages.Opened file = drawer.open(pdf)) {
      if (file.pages() < 1) {
        throw new IOException("the file has no page");
      }
      Abilities.Sheet sheet = able.sheet(file.width(0), file.height(0));
      int dots = dpi > 0 ? dpi : able.dpi(way);
      int width = Abilities.Sheet.pixels(sheet.width(), dots);
      int height = Abilities.Sheet.pixels(sheet.height(), dots);
      var page = new PageRaster.Page(width, height, dots, able.colour(way), sheet.media());
      List<byte[]> parts =
          switch (way) {
            case PWG_RASTER -> List.of(raster(file, PageRaster.Form.PWG, page));
            case URF -> List.of(raster(file, PageRaster.Form.URF, page));
            case JPEG -> jpegs(file, page);
            case PDF -> throw new IllegalArgumentException("a PDF file is not drawn");
          };
      return new Documents(way, sheet, parts);
    }
  }

  private static byte[] raster(PdfPages.Opened file, PageRaster.Form form, PageRaster.Page page)
      throws IOException {
    var raster = new PageRaster(form, file.pages());
    int band = Math.clamp(BAND_PIXELS / page.width(), 1, page.height());
    var row = new byte[page.width() * page.pixel()];
    var rgb = new int[page.width()];
    for (int i = 0; i < file.pages(); i++) {
      raster.begin(page);
      for (int top = 0; top < page.height(); top += band) {
        int rows = Math.min(band, page.height() - top);
        BufferedImage drawn = file.draw(i, page.width(), page.height(), top, rows);
        for (int y = 0; y < rows; y++) {
          drawn.getRGB(0, y, page.width(), 1, rgb, 0, page.width());
          write(rgb, row, page.colour());
          raster.row(row);
        }
      }
    }
    return raster.bytes();
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

  private static List<byte[]> jpegs(PdfPages.Opened file, PageRaster.Page page) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < file.pages(); i++) {
      parts.add(jpeg(file.draw(i, page.width(), page.height(), 0, page.height()), page.dpi()));
    }
    return parts;
  }

  private static byte[] jpeg(BufferedImage picture, int dpi) throws IOException {
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
    sized(ByteBuffer.wrap(jpeg), (short) dpi);
    return jpeg;
  }

  /** Says in the head how large it is on paper (JFIF 1.02, page 5): dots per inch, both ways. */
  private static void sized(ByteBuffer jpeg, short dpi) {
    jpeg.put(13, (byte) 1).putShort(14, dpi).putShort(16, dpi);
  }
}
