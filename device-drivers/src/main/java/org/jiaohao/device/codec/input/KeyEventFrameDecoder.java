package org.jiaohao.device.codec.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds the events in what a Linux input device gives: 24 bytes each, seconds and microseconds of 8
 * bytes, type and code of 2, value of 4, low byte first. There is no start and no check byte; where
 * microseconds, type or value cannot be right, the first byte is skipped and counted.
 */
public final class KeyEventFrameDecoder implements FrameDecoder<KeyEvent> {
  private static final long MICROS = 1_000_000;
  private static final int LAST_TYPE = 0x1f;
  private static final int LAST_KEY = 0x2ff;
  private static final int REPEATED = 2;

  private final byte[] buffer = new byte[KeyEvent.BYTES];
  private final ByteBuffer fields = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
  private int size;
  private long skipped;

  @Override
  public List<KeyEvent> take(byte[] bytes, int count) {
    List<KeyEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      buffer[size++] = bytes[i];
      if (size == buffer.length) {
        event(events);
      }
    }
    return events;
  }

  private void event(List<KeyEvent> events) {
    long micros = fields.getLong(8);
    var event =
        new KeyEvent(fields.getShort(16) & 0xffff, fields.getShort(18) & 0xffff, fields.getInt(20));
    boolean key = event.type() != KeyEvent.KEY || possible(event);
    if (micros >= 0 && micros < MICROS && event.type() <= LAST_TYPE && key) {
      events.add(event);
      size = 0;
    } else {
      System.arraycopy(buffer, 1, buffer, 0, --size);
      skipped++;
    }
  }

  private static boolean possible(KeyEvent event) {
    return event.code() <= LAST_KEY && event.value() >= 0 && event.value() <= REPEATED;
  }

  /** Nothing came for a while: what has begun will not be finished. */
  public void pause() {
    skipped += size;
    size = 0;
  }

  /** Bytes that belonged to no event. */
  public long skipped() {
    return skipped;
  }
}
