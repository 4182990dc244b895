package org.jiaohao.device.codec.barcode;

import java.util.Map;

/**
 * A packet of Zebra's Simple Serial Interface: length (all but the check field), opcode, source,
 * status, data, check field (two's complement of the sum, high byte first).
 *
 * @param opcode what it is
 * @param fromHost whether the computer sent it
 * @param status bits: 1 sent again, 2 more packets follow, 8 change is permanent
 * @param data up to 251 bytes
 */
public record SsiPacket(int opcode, boolean fromHost, int status, byte[] data) {
  /** The last packet was understood. */
  public static final int ACK = 0xd0;

  /** It was not; data: 1 send again. */
  public static final int NAK = 0xd1;

  /** Begin to look for a code. */
  public static final int START = 0xe4;

  /** Stop looking. */
  public static final int STOP = 0xe5;

  /** A code: type, then its bytes. */
  public static final int DECODE_DATA = 0xf3;

  /** Sent before: the reader got no answer (SE 923 integration guide, 6-15). */
  public static final int SENT_AGAIN = 1;

  /** More packets of the same code follow. */
  public static final int MORE = 2;

  static final int HEADER = 4;
  static final int CHECK = 2;

  private static final Map<Integer, String> AIM =
      Map.ofEntries(
          Map.entry(0x01, "]A0"),
          Map.entry(0x02, "]F0"),
          Map.entry(0x03, "]C0"),
          Map.entry(0x04, "]S0"),
          Map.entry(0x06, "]I0"),
          Map.entry(0x07, "]G0"),
          Map.entry(0x08, "]E0"),
          Map.entry(0x09, "]E0"),
          Map.entry(0x0a, "]E4"),
          Map.entry(0x0b, "]E0"),
          Map.entry(0x0c, "]H0"),
          Map.entry(0x0e, "]M0"),
          Map.entry(0x0f, "]C1"),
          Map.entry(0x11, "]L0"),
          Map.entry(0x1b, "]d0"),
          Map.entry(0x1c, "]Q1"),
          Map.entry(0x2d, "]z0"),
          Map.entry(0x30, "]e0"),
          Map.entry(0x31, "]e0"),
          Map.entry(0x32, "]e0"));

  /** A packet of the computer without data. */
  public static SsiPacket command(int opcode) {
    return new SsiPacket(opcode, true, 0, new byte[0]);
  }

  /** Asks for the last packet again. */
  public static SsiPacket again() {
    return new SsiPacket(NAK, true, 0, new byte[] {1});
  }

  /** Whether a {@link #NAK} asks for the last packet again; else what was asked is refused. */
  public boolean asksAgain() {
    return data.length > 0 && data[0] == 1;
  }

  /** AIM identifier of the code type of {@link #DECODE_DATA}, or empty when it is not known. */
  public String symbology() {
    return data.length == 0 ? "" : AIM.getOrDefault(data[0] & 0xff, "");
  }

  /** The bytes on the line. */
  public byte[] encode() {
    int length = HEADER + data.length;
    byte[] bytes = new byte[length + CHECK];
    bytes[0] = (byte) length;
    bytes[1] = (byte) opcode;
    bytes[2] = (byte) (fromHost ? 4 : 0);
    bytes[3] = (byte) status;
    System.arraycopy(data, 0, bytes, HEADER, data.length);
    int check = check(bytes, length);
    bytes[length] = (byte) (check >> 8);
    bytes[length + 1] = (byte) check;
    return bytes;
  }

  static int check(byte[] bytes, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += bytes[i] & 0xff;
    }
    return -sum & 0xffff;
  }
}
