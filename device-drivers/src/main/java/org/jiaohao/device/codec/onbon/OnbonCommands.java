package org.jiaohao.device.codec.onbon;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;

/** Data of the K family's commands (Onbon BX-K protocol); texts live in the card's memory only. */
public final class OnbonCommands {
  private static final int UNKNOWN_ERROR = 0xff;
  private static final int AREA_COUNT = 22;
  private static final int IN_PIXELS = 0x8000;
  private static final int SPEED = 8;
  private static final int STAY = 8; // half seconds

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

  /** A3 00: lights or darkens the screen. */
  public static byte[] power(boolean on) {
    return bytes(0xa3, 0x00, 1, 0, 0, on ? 1 : 2);
  }

  /** A2 03: sets the card's clock. */
  public static byte[] clock(LocalDateTime time) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(bytes(0xa2, 0x03, 1, 0, 0));
    out.writeBytes(ClockBytes.of(time));
    return out.toByteArray();
  }

  /**
   * A3 06: deletes areas of text and shows others, all at once.
   *
   * @param deleted numbers of areas
   * @param shown areas
   */
  public static byte[] showTexts(Collection<Integer> deleted, List<TextArea> shown) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(bytes(0xa3, 0x06, 1, 0, 0));
    out.write(deleted.size());
    deleted.forEach(out::write);
    out.write(shown.size());
    for (TextArea each : shown) {
      byte[] area = area(each);
      Link.word(out, area.length);
      out.writeBytes(area);
    }
    return out.toByteArray();
  }

  private static byte[] area(TextArea area) {
    boolean still = area.effect() == TextArea.STILL;
    var out = new ByteArrayOutputStream();
    out.write(0); // type
    Link.word(out, IN_PIXELS | area.x());
    Link.word(out, area.y());
    Link.word(out, IN_PIXELS | area.width());
    Link.word(out, area.height());
    out.write(area.id());
    out.write(0); // line spacing
    out.write(0); // run mode: loop
    Link.word(out, 5); // timeout, s
    out.write(0); // no sound
    out.write(0); // no further parameters
    out.write(area.align());
    out.write(area.effect() == TextArea.LEFT ? 1 : 2); // 1: single line
    out.write(area.wraps() ? 2 : 1); // new lines by hand
    out.write(area.effect());
    out.write(0); // exit effect
    out.write(still ? 0 : SPEED);
    out.write(area.effect() == TextArea.LEFT ? 0 : STAY);
    Link.quad(out, area.text().length);
    out.writeBytes(area.text());
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    var result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }
}
