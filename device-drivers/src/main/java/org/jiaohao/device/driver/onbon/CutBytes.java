package org.jiaohao.device.driver.onbon;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Text of a card, as far as there is room; what does not fit is left out character by character.
 */
final class CutBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int room;
  private final int columns;
  private int column;
  private boolean full;

  /**
   * Begins empty.
   *
   * @param room most bytes
   * @param columns half-width characters of a line
   */
  CutBytes(int room, int columns) {
    this.room = room;
    this.columns = columns;
  }

  /** Bytes that take no place on the screen. */
  void escape(byte[] bytes) {
    if (fits(bytes.length)) {
      out.writeBytes(bytes);
    }
  }

  /** A character; a wide one is never begun in the last column. */
  void add(byte[] code) {
    int lead = column % columns + code.length > columns ? 1 : 0;
    if (fits(lead + code.length)) {
      out.writeBytes(lead == 1 ? new byte[] {' '} : new byte[0]);
      out.writeBytes(code);
      column += lead + code.length;
    }
  }

  /** Fills the line with spaces, unless it is just full. */
  void endLine() {
    int missing = (columns - column % columns) % columns;
    byte[] spaces = new byte[missing];
    Arrays.fill(spaces, (byte) ' ');
    escape(spaces);
    column = 0;
  }

  private boolean fits(int more) {
    full |= out.size() + more > room;
    return !full;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
