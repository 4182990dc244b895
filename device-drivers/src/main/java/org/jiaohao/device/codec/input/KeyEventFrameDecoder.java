package org.jiaohao.device.codec.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jiaohao.device.codec.SlidingDecoder;

/**
 * Finds the events in what a Linux input device gives: 24 bytes each, seconds and microseconds of 8
 * bytes, type and code of 2, value of 4, low byte first. There is no start and no check byte; where
 * microseconds, type or value cannot be right, the first byte is skipped and counted.
 */
public final class KeyEventFrameDecoder extends SlidingDecoder<KeyEvent> {
  private static final long MICROS = 1_000_000;
  private static final int LAST_TYPE = 0x1f;
  private static final int LAST_KEY = 0x2ff;
  private static final int REPEATED = 2;

  /** An empty one. */
  public KeyEventFrameDecoder() {
    super(KeyEvent.BYTES);
  }

  @Override
  protected int look(byte[] bytes, int at, int end, List<KeyEvent> events) {
    if (end - at < KeyEvent.BYTES) {
      return MORE;
    }
    ByteBuffer fields =
        ByteBuffer.wrap(bytes, at, KeyEvent.BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
    long micros = fields.getLong(8);
    var event =
        new KeyEvent(fields.getShort(16) & 0xffff, fields.getShort(18) & 0xffff, fields.getInt(20));
    boolean key = event.type() != KeyEvent.KEY || possible(event);
    if (micros < 0 || micros >= MICROS || event.type() > LAST_TYPE || !key) {
      return NONE;
    }
    events.add(event);
    return KeyEvent.BYTES;
  }

  private static boolean possible(KeyEvent event) {
    return event.code() <= LAST_KEY && event.value() >= 0 && event.value() <= REPEATED;
  }
}
