package org.jiaohao.emulator.ipp;

import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pages of a PWG raster (PWG 5102.4) or URF document, read as a printer reads them. */
public final class RasterPages {
  private static final int PWG_HEAD = 1796;
  private static final int URF_HEAD = 32;
  private static final int FILL = 128;
  private static final byte[] PWG = "RaS2PwgRaster\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] URF = "UNIRAST\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * A page.
   *
   * @param dpi dots per inch, across
   * @param media name of the sheet, empty when the document does not say
   */
  public record Page(BufferedImage picture, int dpi, boolean colour, String media) {}

  private record Size(int width, int height, int dpi, int bits, String media) {}

  private RasterPages() {}

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException when it is none, or is not whole
   */
  public static List<Page> read(byte[] document) {
    try {
      var in = ByteBuffer.wrap(document);
      List<Page> pages = new ArrayList<>();
      if (begins(document, PWG)) {
        in.position(4);
        while (in.hasRemaining()) {
          pages.add(page(in, pwg(in)));
        }
      } else if (begins(document, URF)) {
        in.position(URF.length);
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
          pages.add(page(in, urf(in)));
        }
      } else {
        throw new IllegalArgumentException("neither PWG raster nor URF");
      }
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(in.remaining() + " bytes too many");
      }
      return pages;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the document ends early", e);
    }
  }

  private static boolean begins(byte[] document, byte[] mark) {
    return document.length >= mark.length
        && Arrays.equals(document, 0, mark.length, mark, 0, mark.length);
  }

  private static Size pwg(ByteBuffer in) {
    ByteBuffer head = in.slice(in.position(), PWG_HEAD);
    in.position(in.position() + PWG_HEAD);
    byte[] name = new byte[64];
    head.get(1732, name);
    String media = new String(name, StandardCharsets.US_ASCII).replaceFirst("\0[\\s\\S]*", "");
    int bits = head.getInt(388);
    int space = head.getInt(400);
    int bytes = head.getInt(392);
    if (bits != (space == 18 ? 8 : 24) || space != 18 && space != 19 || head.getInt(384) != 8) {
      throw new IllegalArgumentException("colour space " + space + " of " + bits + " bits");
    }
    var size = new Size(head.getInt(372), head.getInt(376), head.getInt(276), bits, media);
    if (bytes != size.width * bits / 8) {
      throw new IllegalArgumentException(bytes + " bytes a row of " + size.width);
    }
    return size;
  }

  private static Size urf(ByteBuffer in) {
    ByteBuffer head = in.slice(in.position(), URF_HEAD);
    in.position(in.position() + URF_HEAD);
    int bits = head.get(0);
    if (bits != 8 && bits != 24 || head.get(1) != (bits == 8 ? 0 : 1)) {
      throw new IllegalArgumentException("colour space " + head.get(1) + " of " + bits + " bits");
    }
    return new Size(head.getInt(12), head.getInt(16), head.getInt(20), bits, "");
  }

  private static Page page(ByteBuffer in, Size size) {
    var picture = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
    int y = 0;
    while (y < size.height) {
      int times = (in.get() & 0xFF) + 1;
      int[] row = row(in, size);
      for (int i = 0; i < times; i++) {
        picture.setRGB(0, y++, size.width, 1, row, 0, size.width);
      }
    }
    return new Page(picture, size.dpi, size.bits == 24, size.media);
  }

  private static int[] row(ByteBuffer in, Size size) {
    int[] row = new int[size.width];
    int x = 0;
    while (x < size.width) {
      int code = in.get() & 0xFF;
      if (code == FILL) {
        Arrays.fill(row, x, size.width, 0xFFFFFF);
        x = size.width;
      } else if (code < FILL) {
        Arrays.fill(row, x, x + code + 1, pixel(in, size));
        x += code + 1;
      } else {
        for (int i = 0; i < 257 - code; i++) {
          row[x++] = pixel(in, size);
        }
      }
    }
    return row;
  }

  private static int pixel(ByteBuffer in, Size size) {
    if (size.bits == 8) {
      return (in.get() & 0xFF) * 0x010101;
    }
    return (in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF;
  }
}
