package org.jiaohao.emulator.escpos;

import java.util.Arrays;

/**
 * Splits the bytes that leave the receive buffer into characters, commands and rows of images. An
 * image is handed on row by row as it comes, so a printer can stop in the middle of one.
 */
final class EscPosParser {
  /** Takes what was recognised. */
  interface Sink {
    /** A byte of text, 20 to FF. */
    void text(int value);

    /** A control character without parameters, such as LF. */
    void control(int value);

    /** A whole command with its parameters. */
    void command(byte[] command);

    /** One row of a raster image, {@code GS v 0}. */
    void imageRow(byte[] row, int mode);

    /** A command this printer does not have; its first two bytes are dropped. */
    void unknown(byte[] start);

    /** Bytes of a user glyph in the font selected. */
    int glyphBytes();
  }

  private static final int LONGEST_COMMAND = 1 << 18;

  private final Sink sink;
  private final boolean qr;
  private byte[] command = new byte[64];
  private int length;
  private long skip;
  private byte[] row = {};
  private int rowFilled;
  private int rowsLeft;
  private int mode;

  /**
   * Makes a parser.
   *
   * @param qr whether the printer has {@code GS ( k}; without, its parameters print as text
   */
  EscPosParser(Sink sink, boolean qr) {
    this.sink = sink;
    this.qr = qr;
  }

  /** Forgets a command or image that is not complete. */
  void reset() {
    length = 0;
    skip = 0;
    rowsLeft = 0;
    rowFilled = 0;
  }

  void accept(int value) {
    if (skip > 0) {
      skip--;
    } else if (rowsLeft > 0) {
      imageByte(value);
    } else if (length > 0) {
      append(value);
      complete();
    } else if (CommandLength.begins(value)) {
      append(value);
    } else if (value >= 0x20) {
      sink.text(value);
    } else {
      sink.control(value);
    }
  }

  private void append(int value) {
    if (length == command.length) {
      command = Arrays.copyOf(command, length * 2);
    }
    command[length++] = (byte) value;
  }

  private void imageByte(int value) {
    row[rowFilled++] = (byte) value;
    if (rowFilled == row.length) {
      rowFilled = 0;
      rowsLeft--;
      sink.imageRow(row.clone(), mode);
    }
  }

  private void complete() {
    int whole = CommandLength.of(command, length, sink.glyphBytes());
    boolean symbol = length >= 3 && command[0] == 0x1D && command[1] == '(' && command[2] == 'k';
    if (whole == CommandLength.UNKNOWN) {
      sink.unknown(Arrays.copyOf(command, length));
      length = 0;
    } else if (symbol && !qr) {
      length = 0;
      sink.unknown(new byte[] {0x1D, '('});
      sink.text('k');
    } else if (length >= whole) {
      dispatch();
    } else if (whole > LONGEST_COMMAND) {
      skip = (long) whole - length;
      length = 0;
    }
  }

  private void dispatch() {
    byte[] done = Arrays.copyOf(command, length);
    if (done[0] == 0x1D && done[1] == 'v') {
      length = 0;
      beginImage(done);
    } else if (done[0] == 0x1D && done[1] == '8') {
      graphics(done);
    } else {
      length = 0;
      sink.command(done);
    }
  }

  private void beginImage(byte[] c) {
    int rowBytes = CommandLength.word(c, 4);
    if (c[2] != '0' || rowBytes == 0) {
      return;
    }
    row = new byte[rowBytes];
    rowFilled = 0;
    rowsLeft = CommandLength.word(c, 6);
    mode = c[3] & 3;
  }

  /** GS 8 L: like GS ( L with a length of four bytes. */
  private void graphics(byte[] c) {
    long size = CommandLength.word(c, 3) | (long) CommandLength.word(c, 5) << 16;
    length = 0;
    if (c[2] != 'L') {
      sink.unknown(Arrays.copyOf(c, 2));
    } else if (size > 0xFFFF) {
      skip = size;
      sink.unknown(Arrays.copyOf(c, 3));
    } else {
      for (int b : new int[] {0x1D, '(', 'L', (int) size & 0xFF, (int) size >> 8}) {
        append(b);
      }
    }
  }
}
