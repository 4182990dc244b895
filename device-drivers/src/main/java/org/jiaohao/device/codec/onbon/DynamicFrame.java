package org.jiaohao.device.codec.onbon;

import java.io.ByteArrayOutputStream;

/**
 * A frame of the dynamic-area protocol F0 (Onbon BX-5E, 5Q+, 6E and 6Q): header of 16 bytes, data,
 * CRC-16.
 *
 * @param destination screen number; 0 to FFFF
 * @param source screen number of the sender; a computer is {@link OnbonFrame#COMPUTER}
 * @param deviceType type of the card, FFFE = any
 * @param data of a request: answer wanted, group, command, length, payload; of an answer: 0, group,
 *     command, status, error, length, payload
 */
public record DynamicFrame(int destination, int source, int deviceType, byte[] data) {
  /** A type every card takes for its own. */
  public static final int ANY_TYPE = 0xfffe;

  static final int HEADER = 16;
  static final int VERSION = 0xf0;

  /** As sent. */
  public byte[] encode() {
    var content = new ByteArrayOutputStream(HEADER + data.length + 2);
    Link.word(content, destination);
    Link.word(content, source);
    content.write(VERSION);
    content.write(0);
    Link.word(content, deviceType);
    Link.quad(content, 0);
    Link.quad(content, data.length);
    content.writeBytes(data);
    Link.word(content, Crc16.of(content.toByteArray(), content.size()));
    return Link.wire(content.toByteArray());
  }
}
