package org.jiaohao.device.codec.onbon;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.Arrays;

/** Bodies of requests of the general protocol, and what its answers say. */
public final class GeneralCommands {
  private static final int HALF_HOURS = 48;
  private static final int UNKNOWN_ERROR = 0xff;

  private GeneralCommands() {}

  /** A2 00: are you there. */
  public static byte[] ping() {
    return request(0x00);
  }

  /** A2 0F: state. */
  public static byte[] status() {
    return request(0x0f);
  }

  /** A2 05: lights or darkens the screen. */
  public static byte[] power(boolean on) {
    return request(0x05, (byte) (on ? 1 : 0));
  }

  /** A2 02: sets the card's clock. */
  public static byte[] clock(LocalDateTime time) {
    return request(0x02, ClockBytes.of(time));
  }

  /**
   * A2 07: sets the brightness, the same in every half hour of the day.
   *
   * @param level 0 to 15
   */
  public static byte[] brightness(int level) {
    byte[] levels = new byte[1 + HALF_HOURS];
    Arrays.fill(levels, 1, levels.length, (byte) level);
    return request(0x07, levels);
  }

  /** Error code of an answer (also of the protocol F0), 0 = carried out, 1 to FF otherwise. */
  public static int error(byte[] answer) {
    if (answer.length < 7) {
      return UNKNOWN_ERROR;
    }
    boolean refused = (answer[1] & 0xff) == 0xa0 && answer[2] != 0 || (answer[3] & 1) != 0;
    int code = Link.word(answer, 5);
    return refused && code == 0 ? UNKNOWN_ERROR : code;
  }

  private static byte[] request(int command, byte... payload) {
    var out = new ByteArrayOutputStream();
    out.write(1); // answer wanted
    out.write(0xa2);
    out.write(command);
    Link.word(out, payload.length);
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
