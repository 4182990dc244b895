package org.jiaohao.device.codec.callpad;

import java.io.ByteArrayOutputStream;

/**
 * A frame: FF 68 length length 68 address command data check 16. The length counts address, command
 * and data; the check field is their sum. FF only wakes the line and may be lost.
 *
 * @param address of the pad, 0 to 255
 * @param command what it is
 * @param data up to 250 bytes
 */
public record PadFrame(int address, int command, byte[] data) {
  /** From the pad: keys, the last one a function key. To the pad: see {@link #startRating}. */
  public static final int KEYS = 0x01;

  /** From the pad: a rating. */
  public static final int RATING = 0x11;

  static final int START = 0x68;
  static final int END = 0x16;
  static final int WAKE = 0xff;

  private static final int SHOW = 0x02;
  private static final int BEEP = 0x03;
  private static final int ASK = 0x0b;
  private static final int BLANK = 0x0a;
  private static final int DIGITS = 3;

  /** The pad asks the citizen for a rating. */
  public static PadFrame startRating(int address) {
    return new PadFrame(address, KEYS, new byte[] {ASK});
  }

  /** A rating was taken. */
  public static PadFrame ratingTaken(int address, int rating) {
    return new PadFrame(address, KEYS, new byte[] {(byte) rating});
  }

  /** A short sound. */
  public static PadFrame beep(int address) {
    return new PadFrame(address, BEEP, new byte[0]);
  }

  /**
   * Three digits of waiting people and three of the ticket.
   *
   * @param waiting digits, or empty for dark
   * @param ticket digits, or empty for dark; the pad has no letters
   */
  public static PadFrame show(int address, String waiting, String ticket) {
    var data = new ByteArrayOutputStream();
    data.writeBytes(digits(waiting));
    data.writeBytes(digits(ticket));
    return new PadFrame(address, SHOW, data.toByteArray());
  }

  private static byte[] digits(String text) {
    byte[] digits = {BLANK, BLANK, BLANK};
    String padded = text.isEmpty() ? "" : "0".repeat(Math.max(0, DIGITS - text.length())) + text;
    for (int i = 0; i < DIGITS && !padded.isEmpty(); i++) {
      digits[i] = (byte) (padded.charAt(padded.length() - DIGITS + i) - '0');
    }
    return digits;
  }

  /** The bytes on the line. */
  public byte[] encode() {
    int length = data.length + 2;
    byte[] bytes = new byte[length + 7];
    bytes[0] = (byte) WAKE;
    bytes[1] = START;
    bytes[2] = (byte) length;
    bytes[3] = (byte) length;
    bytes[4] = START;
    bytes[5] = (byte) address;
    bytes[6] = (byte) command;
    System.arraycopy(data, 0, bytes, 7, data.length);
    bytes[bytes.length - 2] = (byte) sum(bytes, 5, length);
    bytes[bytes.length - 1] = END;
    return bytes;
  }

  static int sum(byte[] bytes, int from, int count) {
    int sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += bytes[i];
    }
    return sum & 0xff;
  }
}
