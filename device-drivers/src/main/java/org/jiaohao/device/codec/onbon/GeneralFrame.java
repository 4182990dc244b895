package org.jiaohao.device.codec.onbon;

import java.io.ByteArrayOutputStream;

/**
 * A frame of the general protocol, 05 for BX-5 and 07 for BX-6 cards: settings and state. The body
 * has a CRC-16 of its own in the header, and the header ends with the xor of its bytes.
 *
 * @param generation 5 or 6
 * @param destination screen number; 0 to FFFF
 * @param source screen number of the sender; a computer is {@link OnbonFrame#COMPUTER}
 * @param deviceType type of the card, FFFE = any
 * @param line 0 serial, 1 network
 * @param sequence number of the request; 0 to FFFF
 * @param salt any byte
 * @param body as {@link DynamicFrame#data()}
 */
public record GeneralFrame(
    int generation,
    int destination,
    int source,
    int deviceType,
    int line,
    int sequence,
    int salt,
    byte[] body) {
  static final int HEADER_5 = 27;
  static final int HEADER_6 = 28;
  private static final int FRAME_MAX = 0x90;
  private static final int NOT_ENCRYPTED = 0x96;
  private static final int SECRET = 6;

  /** Protocol version byte. */
  static int version(int generation) {
    return generation == 5 ? 0x05 : 0x07;
  }

  /** As sent. */
  public byte[] encode() {
    var head = new ByteArrayOutputStream(HEADER_6 + body.length);
    Link.word(head, destination);
    Link.word(head, source);
    head.write(version(generation));
    head.write(0);
    Link.word(head, deviceType);
    head.write(line);
    head.write(0);
    Link.word(head, sequence);
    if (generation == 5) {
      head.write(0);
      head.write(FRAME_MAX);
    } else {
      Link.word(head, 0x100 | FRAME_MAX);
    }
    head.write(NOT_ENCRYPTED);
    head.write(salt);
    head.writeBytes(new byte[SECRET]);
    Link.word(head, body.length);
    Link.word(head, Crc16.of(body, body.length));
    if (generation != 5) {
      head.write(0);
    }
    head.write(xor(head.toByteArray(), head.size()));
    head.writeBytes(body);
    return Link.wire(head.toByteArray());
  }

  static int xor(byte[] bytes, int count) {
    int xor = 0;
    for (int i = 0; i < count; i++) {
      xor ^= bytes[i] & 0xff;
    }
    return xor;
  }
}
