package org.jiaohao.device.codec.onbon;

import java.io.ByteArrayOutputStream;

/**
 * A frame between computer and card: header of 14 bytes, data, CRC (Onbon BX-K protocol).
 *
 * @param destination screen number; 0 to FFFF
 * @param source screen number of the sender; a computer is 8000
 * @param data group, command and what follows
 */
public record OnbonFrame(int destination, int source, byte[] data) {
  /** Screen number of the computer. */
  public static final int COMPUTER = 0x8000;

  static final int HEADER = 14;
  private static final int START = 0xa5;
  private static final int END = 0x5a;
  private static final int STARTS = 8;
  private static final int ANY_CARD = 0xfe;
  private static final int VERSION = 2;

  /** As sent: eight start bytes, the escaped frame, one end byte. */
  public byte[] encode() {
    var body = new ByteArrayOutputStream();
    word(body, destination);
    word(body, source);
    body.write(0);
    body.write(0);
    body.write(0);
    body.write(0); // no barcode follows
    body.write(0); // CRC-16
    body.write(0); // normal display
    body.write(ANY_CARD);
    body.write(VERSION);
    word(body, data.length);
    body.writeBytes(data);
    byte[] plain = body.toByteArray();
    word(body, Crc16.of(plain, plain.length));
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < STARTS; i++) {
      out.write(START);
    }
    for (byte b : body.toByteArray()) {
      escape(out, b & 0xff);
    }
    out.write(END);
    return out.toByteArray();
  }

  private static void escape(ByteArrayOutputStream out, int b) {
    switch (b) {
      case 0xa5 -> pair(out, 0xa6, 2);
      case 0xa6 -> pair(out, 0xa6, 1);
      case 0x5a -> pair(out, 0x5b, 2);
      case 0x5b -> pair(out, 0x5b, 1);
      default -> out.write(b);
    }
  }

  private static void pair(ByteArrayOutputStream out, int first, int second) {
    out.write(first);
    out.write(second);
  }

  private static void word(ByteArrayOutputStream out, int value) {
    out.write(value & 0xff);
    out.write(value >> 8);
  }
}
