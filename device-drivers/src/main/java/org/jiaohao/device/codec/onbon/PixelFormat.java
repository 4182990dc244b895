package org.jiaohao.device.codec.onbon;

import java.util.function.IntBinaryOperator;

/** How the lamps of a page become bytes; a lit lamp of the one-bit formats is 0, a dark one 1. */
public enum PixelFormat {
  /** BX-5E: row by row, a byte of each colour in turn, the highest bit left; ends padded with 1. */
  BYTES {
    @Override
    public byte[] pack(int left, int width, int height, int colors, IntBinaryOperator rgb) {
      int lead = left & 7; // an area between byte borders begins in the middle of a byte
      int columns = (lead + width + 7) / 8;
      byte[] out = dark(columns * height * colors);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int at = lead + x;
          light(
              out,
              (y * columns + at / 8) * colors,
              1,
              0x80 >> (at & 7),
              colors,
              rgb.applyAsInt(x, y));
        }
      }
      return out;
    }
  },

  /**
   * BX-6E: a plane of each colour, one after the other; a row is a run of 32-bit words, low byte
   * first, whose highest bit is left.
   */
  WORDS {
    @Override
    public byte[] pack(int left, int width, int height, int colors, IntBinaryOperator rgb) {
      int row = (width + 31) / 32 * 4;
      byte[] out = dark(row * height * colors);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int at = y * row + (x / 8 ^ 3);
          light(out, at, row * height, 0x80 >> (x & 7), colors, rgb.applyAsInt(x, y));
        }
      }
      return out;
    }
  },

  /** BX-5Q+: five, six and five bits of red, green and blue in a word, low byte first. */
  RGB565 {
    @Override
    public byte[] pack(int left, int width, int height, int colors, IntBinaryOperator rgb) {
      byte[] out = new byte[width * height * 2];
      for (int i = 0; i < width * height; i++) {
        int c = rgb.applyAsInt(i % width, i / width);
        int word = c >> 8 & 0xf800 | c >> 5 & 0x07e0 | c >> 3 & 0x001f;
        out[2 * i] = (byte) word;
        out[2 * i + 1] = (byte) (word >> 8);
      }
      return out;
    }
  },

  /** BX-6Q: a byte each of red, green and blue. */
  RGB888 {
    @Override
    public byte[] pack(int left, int width, int height, int colors, IntBinaryOperator rgb) {
      byte[] out = new byte[width * height * 3];
      for (int i = 0; i < width * height; i++) {
        int c = rgb.applyAsInt(i % width, i / width);
        out[3 * i] = (byte) (c >> 16);
        out[3 * i + 1] = (byte) (c >> 8);
        out[3 * i + 2] = (byte) c;
      }
      return out;
    }
  };

  /**
   * The bytes of one page.
   *
   * @param left left edge of the area on the screen
   * @param width in lamps
   * @param height in lamps
   * @param colors of a one-bit format: 1 or 2 (red and green)
   * @param rgb colour of the lamp at x, y; 0 is dark
   */
  public abstract byte[] pack(int left, int width, int height, int colors, IntBinaryOperator rgb);

  private static byte[] dark(int length) {
    byte[] out = new byte[length];
    java.util.Arrays.fill(out, (byte) 0xff);
    return out;
  }

  private static void light(byte[] out, int at, int step, int bit, int colors, int rgb) {
    boolean single = colors == 1;
    if (single ? rgb != 0 : (rgb & 0x800000) != 0) {
      out[at] &= (byte) ~bit;
    }
    if (!single && (rgb & 0x8000) != 0) {
      out[at + step] &= (byte) ~bit;
    }
  }
}
