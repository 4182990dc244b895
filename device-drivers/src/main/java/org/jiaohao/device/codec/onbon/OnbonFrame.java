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
  private static final int ANY_CARD = 0xfe;
  private static final int VERSION = 2;

  /** As sent: eight start bytes, the escaped frame, one end byte. */
  public byte[] encode() {
    var body = new ByteArrayOutputStream();
    Link.word(body, destination);
    Link.word(body, source);
    body.write(0);
    body.write(0);
    body.write(0);
    body.write(0); // no barcode follows
    body.write(0); // CRC-16
    body.write(0); // normal display
    body.write(ANY_CARD);
    body.write(VERSION);
    Link.word(body, data.length);
    body.writeBytes(data);
    byte[] plain = body.toByteArray();
    Link.word(body, Crc16.of(plain, plain.length));
    return Link.wire(body.toByteArray());
  }
}
