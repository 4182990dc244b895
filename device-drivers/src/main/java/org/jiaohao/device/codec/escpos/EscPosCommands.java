package org.jiaohao.device.codec.escpos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Commands of ESC/POS printers (Epson ESC/POS reference; the forms used here are also in the public
 * manuals of Citizen and Bixolon). Verified against independent encoders, not on a physical
 * printer.
 */
public final class EscPosCommands {
  /** Most bytes of a QR code's text. */
  public static final int LONGEST_QR = 900;

  private EscPosCommands() {}

  /** ESC @: modes and print buffer to their defaults. */
  public static byte[] initialize() {
    return bytes(0x1b, 0x40);
  }

  /** FS &: two-byte Chinese mode on. */
  public static byte[] chineseOn() {
    return bytes(0x1c, 0x26);
  }

  /** ESC a: 0 left, 1 centre, 2 right; at the start of a line. */
  public static byte[] align(int position) {
    return bytes(0x1b, 0x61, position);
  }

  /** GS !: character size, 1 to 8 times in both directions. */
  public static byte[] size(int scale) {
    return bytes(0x1d, 0x21, (scale - 1) << 4 | (scale - 1));
  }

  /** ESC E: emphasised. */
  public static byte[] bold(boolean on) {
    return bytes(0x1b, 0x45, on ? 1 : 0);
  }

  /** LF: prints the line. */
  public static byte[] lineFeed() {
    return bytes(0x0a);
  }

  /** ESC d: prints the line and feeds, 0 to 255 lines. */
  public static byte[] feed(int lines) {
    return bytes(0x1b, 0x64, lines);
  }

  /** GS V 66: feeds the end of the ticket to the knife and cuts partially. */
  public static byte[] cut() {
    return bytes(0x1d, 0x56, 0x42, 0);
  }

  /** ESC d n: where there is no knife, feeds the ticket to the tear-off edge. */
  public static byte[] tearOff() {
    return feed(5);
  }

  /**
   * FS 2: defines a 24 × 24 user glyph.
   *
   * @param code second byte of its code, A1 to FE; the first is FE
   * @param columns 72 bytes, column by column, three bytes each, most significant bit on top
   */
  public static byte[] defineGlyph(int code, byte[] columns) {
    return join(bytes(0x1c, 0x32, 0xfe, code), withoutRealTimeCommands(columns));
  }

  /** ESC J: prints the line and feeds, 0 to 255 dots. */
  public static byte[] feedDots(int dots) {
    return bytes(0x1b, 0x4a, dots);
  }

  /**
   * GS v 0: raster image.
   *
   * @param widthBytes bytes of a row
   * @param rows rows, most significant bit left, 1 = black
   * @param doubled whether the printer makes two dots of each, in both directions
   */
  public static byte[] raster(int widthBytes, byte[] rows, boolean doubled) {
    int height = rows.length / widthBytes;
    int mode = doubled ? 3 : 0;
    return join(
        bytes(0x1d, 0x76, 0x30, mode),
        bytes(widthBytes & 0xff, widthBytes >> 8, height & 0xff, height >> 8),
        withoutRealTimeCommands(rows));
  }

  /**
   * Many printers obey DLE EOT, DLE ENQ and DLE DC4 also inside an image; one more dot in the first
   * byte of such a pair keeps them apart.
   */
  static byte[] withoutRealTimeCommands(byte[] rows) {
    byte[] safe = rows.clone();
    for (int i = 0; i + 1 < safe.length; i++) {
      int next = safe[i + 1];
      if (safe[i] == 0x10 && (next == 0x04 || next == 0x05 || next == 0x14)) {
        safe[i] = 0x18;
      }
    }
    return safe;
  }

  /** How much of a QR code may be lost: 7, 15, 25 or 30 per cent. */
  public enum Correction {
    /** 7 %. */
    L,
    /** 15 %. */
    M,
    /** 25 %. */
    Q,
    /** 30 %. */
    H
  }

  /**
   * GS ( k: QR code model 2, stored and printed.
   *
   * @param text ASCII, at most {@link #LONGEST_QR} characters
   * @param moduleDots 1 to 16
   */
  public static byte[] qr(String text, Correction correction, int moduleDots) {
    byte[] data = text.getBytes(StandardCharsets.US_ASCII);
    if (data.length > LONGEST_QR) {
      throw new IllegalArgumentException("a QR code takes at most " + LONGEST_QR + " characters");
    }
    int length = data.length + 3;
    return join(
        bytes(0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0),
        bytes(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43, moduleDots),
        bytes(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x30 + correction.ordinal()),
        bytes(0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30),
        data,
        bytes(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30));
  }

  /** DLE EOT n: real-time status, n 1 to 4. */
  public static byte[] status(int n) {
    return bytes(0x10, 0x04, n);
  }

  /** GS a: tells changes of on-line state, errors and paper by itself from now on. */
  public static byte[] automaticStatus() {
    return bytes(0x1d, 0x61, 0x0e);
  }

  /** GS ( H function 48: asks for this id back when everything before it is printed. */
  public static byte[] processId(String fourDigits) {
    return join(
        bytes(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30), fourDigits.getBytes(StandardCharsets.US_ASCII));
  }

  /** GS r 1: paper status, answered in order. */
  public static byte[] orderedStatus() {
    return bytes(0x1d, 0x72, 1);
  }

  /** Zeros that complete whatever image the printer may still wait for. */
  public static byte[] finishAnyImage(int longestImage) {
    return new byte[longestImage];
  }

  private static byte[] bytes(int... values) {
    var result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
