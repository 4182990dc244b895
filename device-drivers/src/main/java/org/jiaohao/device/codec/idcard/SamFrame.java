package org.jiaohao.device.codec.idcard;

import java.util.Arrays;

/**
 * A frame: AA AA AA 96 69, length (2, high byte first, of all that follows), command and parameter
 * or three status bytes, data, exclusive or of everything behind the preamble.
 *
 * @param head 2 bytes of a command or 3 of a status
 * @param data what follows
 */
public record SamFrame(byte[] head, byte[] data) {
  static final byte[] PREAMBLE = {(byte) 0xaa, (byte) 0xaa, (byte) 0xaa, (byte) 0x96, 0x69};
  static final int STATUS = 3;

  /** Done. */
  public static final int OK = 0x90;

  /** A card was found. */
  public static final int FOUND = 0x9f;

  /** No card, or one that was read and still lies there. */
  public static final int NOT_FOUND = 0x80;

  /** The card could not be chosen. */
  public static final int NOT_SELECTED = 0x81;

  /** The card could not be read. */
  public static final int NOT_READ = 0x41;

  /** What was asked for is not on the card. */
  public static final int EMPTY = 0x91;

  /** The security module is not authorised. */
  public static final int UNAUTHORISED = 0x66;

  /** A command without data. */
  public static SamFrame command(int command, int parameter) {
    return new SamFrame(new byte[] {(byte) command, (byte) parameter}, new byte[0]);
  }

  /** Is the security module well? */
  public static SamFrame status() {
    return command(0x11, 0xff);
  }

  /** Serial number of the security module. */
  public static SamFrame samNumber() {
    return command(0x12, 0xff);
  }

  /** Is there a card? */
  public static SamFrame find() {
    return command(0x20, 0x01);
  }

  /** Chooses the card that was found. */
  public static SamFrame select() {
    return command(0x20, 0x02);
  }

  /** Reads text and photo. */
  public static SamFrame read() {
    return command(0x30, 0x01);
  }

  /** Third status byte of an answer. */
  public int status3() {
    return head[2] & 0xff;
  }

  /** The bytes on the line. */
  public byte[] encode() {
    int length = head.length + data.length + 1;
    byte[] bytes = new byte[PREAMBLE.length + 2 + length];
    System.arraycopy(PREAMBLE, 0, bytes, 0, PREAMBLE.length);
    bytes[5] = (byte) (length >> 8);
    bytes[6] = (byte) length;
    System.arraycopy(head, 0, bytes, 7, head.length);
    System.arraycopy(data, 0, bytes, 7 + head.length, data.length);
    bytes[bytes.length - 1] = xor(bytes, PREAMBLE.length, bytes.length - 1);
    return bytes;
  }

  static byte xor(byte[] bytes, int from, int to) {
    byte xor = 0;
    for (int i = from; i < to; i++) {
      xor ^= bytes[i];
    }
    return xor;
  }

  /** Overwrites the data. */
  public void wipe() {
    Arrays.fill(data, (byte) 0);
  }

  /** Length and status only: the data may be a person's. */
  @Override
  public String toString() {
    return "SamFrame[" + data.length + " bytes, " + Arrays.toString(head) + "]";
  }

  /**
   * The serial number of a security module as it is printed on readers.
   *
   * @param data 16 bytes of the answer to {@link #samNumber}
   * @return for example {@code 05.03-20240101-0001234567-0987654321}; empty when it is too short
   */
  public static String samNumber(byte[] data) {
    if (data.length < 16) {
      return "";
    }
    return String.format(
        java.util.Locale.ROOT,
        "%02d.%02d-%08d-%010d-%010d",
        little(data, 0, 2),
        little(data, 2, 2),
        little(data, 4, 4),
        little(data, 8, 4),
        little(data, 12, 4));
  }

  private static long little(byte[] data, int at, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | data[at + i] & 0xff;
    }
    return value;
  }
}
