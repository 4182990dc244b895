package org.jiaohao.device.codec.raster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A document of pages as pictures, in PWG raster (PWG 5102.4-2012) or image/urf: a mark, and for
 * each page a head and its rows. A row that comes several times is sent once, with a count; within
 * a row, so are pixels. Rows are bytes from left to right, one for each pixel (grey, 0 black) or
 * three (sRGB).
 */
public final class PageRaster {
  private static final int MOST_ROWS = 256;
  private static final int MOST_PIXELS = 128;
  private static final int PWG_HEAD = 1796;
  private static final int NAME_LENGTH = 63;
  private static final int URF_HEAD = 32;
  private static final int ONE_SIDED = 1;
  private static final int BITS_PER_COLOR = 8;
  private static final int WHITE = 0xFFFFFF;
  private static final int PWG_GREY = 18;
  private static final int PWG_SRGB = 19;

  /** How pages are written. */
  public enum Form {
    /** {@code image/pwg-raster}. */
    PWG,
    /**
     * {@code image/urf}. Its maker publishes no description; this one is what CUPS reads and
     * writes.
     */
    URF
  }

  /**
   * A page.
   *
   * @param width pixels, 1 to 65,535
   * @param height rows, 1 to 65,535
   * @param dpi dots per inch, both ways
   * @param colour sRGB, else grey
   * @param media the sheet's name (PWG 5101.1), at most 63 letters, or empty
   */
  public record Page(int width, int height, int dpi, boolean colour, String media) {
    private static final int MOST = 65_535;

    /** Checks the sizes. */
    public Page {
      if (width < 1 || width > MOST || height < 1 || height > MOST || dpi < 1) {
        throw new IllegalArgumentException(width + " × " + height + " at " + dpi + " dpi");
      }
    }

    /** Bytes of a pixel. */
    public int pixel() {
      return colour ? 3 : 1;
    }
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Form form;
  private final List<Integer> heads = new ArrayList<>();
  private Page page;
  private int missing;
  private byte[] last;
  private int times;

  /** Begins a document. */
  public PageRaster(Form form) {
    this.form = form;
    text(form == Form.PWG ? "RaS2" : "UNIRAST\0\0\0\0\0"); // and the number of pages
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Begins a page.
   *
   * @throws IllegalStateException when the page before it is not whole
   */
  public void begin(Page next) {
    ended();
    page = next;
    missing = next.height();
    heads.add(out.size());
    out.writeBytes(form == Form.PWG ? pwg(next) : urf(next));
  }

  private byte[] pwg(Page of) {
    ByteBuffer head = ByteBuffer.allocate(PWG_HEAD);
    head.put("PwgRaster".getBytes(StandardCharsets.US_ASCII));
    head.putInt(276, of.dpi()).putInt(280, of.dpi());
    head.putInt(352, points(of.width(), of.dpi())).putInt(356, points(of.height(), of.dpi()));
    head.putInt(372, of.width()).putInt(376, of.height());
    head.putInt(384, BITS_PER_COLOR).putInt(388, BITS_PER_COLOR * of.pixel());
    head.putInt(392, of.width() * of.pixel());
    head.putInt(400, of.colour() ? PWG_SRGB : PWG_GREY).putInt(420, of.pixel());
    head.putInt(456, 1).putInt(460, 1); // neither mirrored nor turned
    head.putInt(480, WHITE);
    byte[] name = of.media().getBytes(StandardCharsets.US_ASCII);
    head.position(1732).put(name, 0, Math.min(name.length, NAME_LENGTH));
    return head.array();
  }

  private static int points(int dots, int dpi) {
    return (int) Math.round(dots * 72.0 / dpi);
  }

  private static byte[] urf(Page of) {
    ByteBuffer head = ByteBuffer.allocate(URF_HEAD);
    head.put((byte) (BITS_PER_COLOR * of.pixel())).put((byte) (of.colour() ? 1 : 0));
    head.put((byte) ONE_SIDED);
    head.putInt(12, of.width()).putInt(16, of.height()).putInt(20, of.dpi());
    return head.array();
  }

  /**
   * Adds the next row of the page.
   *
   * @throws IllegalStateException when the page is whole already
   * @throws IllegalArgumentException when it is not as long as a row of this page
   */
  public void row(byte[] row) {
    if (missing == 0) {
      throw new IllegalStateException("the page has all its rows");
    }
    if (row.length != page.width() * page.pixel()) {
      throw new IllegalArgumentException(row.length + " bytes are no row of " + page);
    }
    missing--;
    if (times > 0 && (times == MOST_ROWS || !Arrays.equals(row, last))) {
      flush();
    }
    last = times == 0 ? row.clone() : last;
    times++;
    if (missing == 0) {
      flush();
    }
  }

  /** Bytes so far. */
  public int size() {
    return out.size();
  }

  /**
   * The document; each page of PWG raster says how many there are, URF says it once.
   *
   * @throws IllegalStateException when its last page is not whole
   */
  public byte[] bytes() {
    ended();
    byte[] document = out.toByteArray();
    ByteBuffer fields = ByteBuffer.wrap(document);
    switch (form) {
      case PWG -> heads.forEach(head -> fields.putInt(head + 452, heads.size()));
      case URF -> fields.putInt(8, heads.size());
    }
    return document;
  }

  private void ended() {
    if (missing > 0) {
      throw new IllegalStateException(missing + " rows of the page are missing");
    }
  }

  private void flush() {
    out.write(times - 1);
    times = 0;
    int pixels = page.width();
    int at = 0;
    while (at < pixels) {
      int alike = alike(at, Math.min(pixels, at + MOST_PIXELS));
      int count = alike > 1 ? alike : different(at, Math.min(pixels, at + MOST_PIXELS));
      boolean once = alike > 1 || count == 1;
      out.write(once ? count - 1 : 257 - count);
      out.write(last, at * page.pixel(), (once ? 1 : count) * page.pixel());
      at += count;
    }
  }

  /** How many pixels from here are alike. */
  private int alike(int from, int end) {
    int at = from + 1;
    while (at < end && same(at - 1, at)) {
      at++;
    }
    return at - from;
  }

  /** How many pixels from here differ from the one behind them. */
  private int different(int from, int end) {
    int at = from + 1;
    while (at < end && (at + 1 >= page.width() || !same(at, at + 1))) {
      at++;
    }
    return at - from;
  }

  private boolean same(int one, int other) {
    int n = page.pixel();
    return Arrays.equals(last, one * n, one * n + n, last, other * n, other * n + n);
  }
}
