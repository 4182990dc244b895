package org.jiaohao.emulator.onbon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A request in one of the protocols F0 (dynamic areas), 05 and 07 (settings of the fifth and sixth
 * generation), and its answer.
 *
 * @param version F0, 05 or 07
 * @param address of the card
 * @param host address of the sender
 * @param type of the card
 * @param sequence number of the request, 0 in F0
 * @param checked whether its check fields are right
 * @param body answer wanted, group, command, length, payload
 */
record BoardFrame(
    int version, int address, int host, int type, int sequence, boolean checked, byte[] body) {
  private static final int DYNAMIC = 0xF0;
  private static final int DYNAMIC_HEADER = 16;
  private static final int HEADER_5 = 27;
  private static final int HEADER_6 = 28;
  private static final int LENGTH = 22;
  private static final int UNCHECKED = 0xFFFF;

  boolean dynamic() {
    return version == DYNAMIC;
  }

  /** The request, or null when it has no proper form. */
  static BoardFrame read(byte[] content) {
    if (content.length < DYNAMIC_HEADER + 2) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int version = content[4] & 0xFF;
    if (version == DYNAMIC) {
      int end = content.length - 2;
      if (in.getInt(12) != end - DYNAMIC_HEADER) {
        return null;
      }
      int crc = in.getShort(end) & 0xFFFF;
      boolean checked = crc == UNCHECKED || crc == CardFrames.crc(content, end);
      return of(in, 0, checked, Arrays.copyOfRange(content, DYNAMIC_HEADER, end));
    }
    int header = version == 5 ? HEADER_5 : HEADER_6;
    boolean known = version == 5 || version == 7;
    if (!known || content.length < header) {
      return null;
    }
    byte[] body = Arrays.copyOfRange(content, header, content.length);
    if ((in.getShort(LENGTH) & 0xFFFF) != body.length) {
      return null;
    }
    boolean checked =
        (in.getShort(LENGTH + 2) & 0xFFFF) == CardFrames.crc(body, body.length)
            && content[header - 1] == xor(content, header - 1);
    return of(in, in.getShort(10) & 0xFFFF, checked, body);
  }

  private static BoardFrame of(ByteBuffer in, int sequence, boolean checked, byte[] body) {
    return new BoardFrame(
        in.get(4) & 0xFF,
        in.getShort(0) & 0xFFFF,
        in.getShort(2) & 0xFFFF,
        in.getShort(6) & 0xFFFF,
        sequence,
        checked,
        body);
  }

  private static byte xor(byte[] bytes, int count) {
    byte xor = 0;
    for (int i = 0; i < count; i++) {
      xor ^= bytes[i];
    }
    return xor;
  }

  /**
   * The answer, unescaped.
   *
   * @param told what the card says of itself; empty = only ACK or NACK
   * @param check gives the check field for the right one
   */
  byte[] answer(int from, int ownType, CardError error, byte[] told, IntUnaryOperator check) {
    ByteBuffer data =
        ByteBuffer.allocate(9 + told.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0);
    if (told.length > 0) {
      data.put(body[1]).put((byte) (body[2] | 0x80));
    } else {
      data.put((byte) 0xA0).put((byte) (error == CardError.NONE ? 0 : 1));
    }
    data.putShort((short) (error == CardError.NONE ? 0 : 1)).putShort((short) error.code);
    data.putShort((short) told.length).put(told);
    return dynamic()
        ? dynamicAnswer(from, ownType, data.array(), check)
        : generalAnswer(from, ownType, data.array(), check);
  }

  private byte[] dynamicAnswer(int from, int ownType, byte[] data, IntUnaryOperator check) {
    ByteBuffer out =
        ByteBuffer.allocate(DYNAMIC_HEADER + data.length + 2).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) host).putShort((short) from).put((byte) DYNAMIC).put((byte) 0);
    out.putShort((short) ownType).putInt(0).putInt(data.length).put(data);
    out.putShort((short) check.applyAsInt(CardFrames.crc(out.array(), out.position())));
    return out.array();
  }

  private byte[] generalAnswer(int from, int ownType, byte[] data, IntUnaryOperator check) {
    int header = version == 5 ? HEADER_5 : HEADER_6;
    ByteBuffer out = ByteBuffer.allocate(header + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) host).putShort((short) from).put((byte) version).put((byte) 0);
    out.putShort((short) ownType).putShort((short) 0).putShort((short) sequence);
    out.putShort((short) (version == 5 ? 0x9000 : 0x0190)).put((byte) 0x96).put((byte) 0);
    out.put(new byte[6]).putShort((short) data.length);
    out.putShort((short) check.applyAsInt(CardFrames.crc(data, data.length)));
    out.position(header - 1);
    out.put(xor(out.array(), header - 1)).put(data);
    return out.array();
  }
}
