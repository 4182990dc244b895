package org.jiaohao.emulator.render;

import java.util.Arrays;

/** Black dots on white, rows packed with the most significant bit left; grows downwards. */
public final class Dots {
  private final int width;
  private final int stride;
  private byte[] rows;
  private int height;

  /** An empty picture. */
  public Dots(int width) {
    this(width, 0);
  }

  /** A white picture. */
  public Dots(int width, int height) {
    this.width = width;
    this.stride = (width + 7) / 8;
    this.height = height;
    this.rows = new byte[stride * Math.max(height, 8)];
  }

  /** Width in dots. */
  public int width() {
    return width;
  }

  /** Height in dots. */
  public int height() {
    return height;
  }

  /** Whether a dot is black; white outside. */
  public boolean get(int x, int y) {
    return x >= 0
        && x < width
        && y >= 0
        && y < height
        && (rows[y * stride + x / 8] & (0x80 >> (x % 8))) != 0;
  }

  /** Sets a dot; what lies outside is clipped. */
  public void set(int x, int y, boolean black) {
    if (x >= 0 && x < width && y >= 0 && y < height) {
      int bit = 0x80 >> (x % 8);
      int at = y * stride + x / 8;
      rows[at] = (byte) (black ? rows[at] | bit : rows[at] & ~bit);
    }
  }

  /** Appends a row; bytes beyond the width are clipped. */
  public void add(byte[] row) {
    if (rows.length < (height + 1) * stride) {
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
    System.arraycopy(row, 0, rows, height * stride, Math.min(row.length, stride));
    height++;
  }

  /** One row, packed. */
  public byte[] row(int y) {
    return Arrays.copyOfRange(rows, y * stride, (y + 1) * stride);
  }

  /** A copy of the rows from {@code top} to before {@code bottom}. */
  public Dots slice(int top, int bottom) {
    Dots part = new Dots(width, bottom - top);
    System.arraycopy(rows, top * stride, part.rows, 0, (bottom - top) * stride);
    return part;
  }
}
