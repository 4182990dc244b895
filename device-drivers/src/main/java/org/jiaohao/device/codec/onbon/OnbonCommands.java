package org.jiaohao.device.codec.onbon;

import java.io.ByteArrayOutputStream;

/** Data of the K family's commands (Onbon BX-K protocol); texts live in the card's memory only. */
public final class OnbonCommands {
  /** Effect: appears at once and stands still. */
  public static final int STILL = 2;

  /** Effect: moves to the left without end. */
  public static final int LEFT = 3;

  private static final int UNKNOWN_ERROR = 0xff;
  private static final int AREA_COUNT = 22;
  private static final int IN_PIXELS = 0x8000;

  private OnbonCommands() {}

  /** A2 00: are you there. */
  public static byte[] ping() {
    return bytes(0xa2, 0x00, 1, 0, 0);
  }

  /** A1 02: state of the card, see {@link #areas}. */
  public static byte[] status() {
    return bytes(0xa1, 0x02, 1, 0, 0);
  }

  /**
   * Dynamic areas the card holds, from its answer to {@link #status}; 0 also when the answer does
   * not tell. The layout is a third party's analysis, not the maker's word.
   */
  public static int areas(byte[] answer) {
    return answer.length > AREA_COUNT ? answer[AREA_COUNT] & 0xff : 0;
  }

  /** Error code of an answer, 0 = carried out, 1 to FF otherwise. */
  public static int error(byte[] answer) {
    if (answer.length < 3) {
      return UNKNOWN_ERROR;
    }
    boolean refused = (answer[0] & 0xff) == 0xa0 && answer[1] != 0;
    int code = answer[2] & 0xff;
    return refused && code == 0 ? UNKNOWN_ERROR : code;
  }

  /** A3 10: clears the screen. */
  public static byte[] clear() {
    return bytes(0xa3, 0x10, 1, 0, 0);
  }

  /**
   * A3 06: shows a text in dynamic area 0, over the whole screen.
   *
   * @param width screen width in pixels
   * @param height screen height in pixels
   * @param effect {@link #STILL} or {@link #LEFT}
   * @param text bytes in the card's character set, with its escapes
   */
  public static byte[] showText(int width, int height, int effect, byte[] text) {
    var area = new ByteArrayOutputStream();
    area.write(0); // type
    word(area, IN_PIXELS);
    word(area, 0);
    word(area, IN_PIXELS | width);
    word(area, height);
    area.write(0); // area id
    area.write(0); // line spacing
    area.write(0); // run mode: loop
    word(area, 5); // timeout, s
    area.write(0); // no sound
    area.write(0); // no further parameters
    area.write(0); // aligned left, top
    area.write(effect == STILL ? 2 : 1); // 1: single line
    area.write(1); // new lines by hand
    area.write(effect);
    area.write(0); // exit effect
    area.write(effect == STILL ? 0 : 8); // speed
    area.write(effect == STILL ? 8 : 0); // stay, half seconds
    word(area, text.length & 0xffff);
    word(area, 0);
    area.writeBytes(text);
    var out = new ByteArrayOutputStream();
    out.writeBytes(bytes(0xa3, 0x06, 1, 0, 0));
    out.write(0); // no area deleted
    out.write(1); // one area follows
    word(out, area.size());
    out.writeBytes(area.toByteArray());
    return out.toByteArray();
  }

  private static void word(ByteArrayOutputStream out, int value) {
    out.write(value & 0xff);
    out.write(value >> 8 & 0xff);
  }

  private static byte[] bytes(int... values) {
    var result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }
}
