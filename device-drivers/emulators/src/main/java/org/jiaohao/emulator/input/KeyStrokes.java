package org.jiaohao.emulator.input;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The events Linux makes of keys: 24 octets each, a SYN after each key (input.h, 64-bit systems). A
 * millisecond passes between two.
 */
public final class KeyStrokes {
  private static final int EV_SYN = 0;
  private static final int EV_KEY = 1;
  private static final long BEGIN = 1_790_000_000L;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long micros;

  /** A key goes down and up. */
  public void stroke(int key) {
    event(key, 1);
    event(key, 0);
  }

  /** A key goes up (0) or down (1), or repeats (2). */
  public void event(int key, int value) {
    micros += 1000;
    put(EV_KEY, key, value);
    put(EV_SYN, 0, 0);
  }

  /** What was done since the last time. */
  public byte[] take() {
    byte[] events = out.toByteArray();
    out.reset();
    return events;
  }

  private void put(int type, int code, int value) {
    ByteBuffer event = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(BEGIN + micros / 1_000_000).putLong(micros % 1_000_000);
    event.putShort((short) type).putShort((short) code).putInt(value);
    out.writeBytes(event.array());
  }
}
