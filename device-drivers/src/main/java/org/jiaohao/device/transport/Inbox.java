package org.jiaohao.device.transport;

import java.time.Duration;

/** Bytes that arrived and were not yet read, and the end of the line behind them. */
final class Inbox {
  /** What nobody reads beyond this is dropped: no device here sends so much unasked. */
  static final int LIMIT = 64 * 1024;

  private final byte[] ring = new byte[LIMIT];
  private int first;
  private int size;
  private TransportException end;

  synchronized void put(byte[] bytes, int length) {
    int taken = end == null ? Math.min(length, LIMIT - size) : 0;
    for (int i = 0; i < taken; i++) {
      ring[(first + size++) % LIMIT] = bytes[i];
    }
    notifyAll();
  }

  /** No more will come; the first reason counts. */
  synchronized void end(TransportException why) {
    if (end == null) {
      end = why;
      notifyAll();
    }
  }

  /** As {@link ByteChannel#read}; an interrupted wait ends at once and leaves the interrupt set. */
  synchronized int take(byte[] buffer, Duration wait) throws TransportException {
    long until = System.nanoTime() + wait.toNanos();
    while (size == 0 && end == null) {
      long millis = (until - System.nanoTime() + 999_999) / 1_000_000;
      if (millis <= 0) {
        return 0;
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 0;
      }
    }
    if (size == 0) {
      throw new TransportException(end.reason(), end.getMessage());
    }
    int n = Math.min(size, buffer.length);
    for (int i = 0; i < n; i++) {
      buffer[i] = ring[first];
      first = (first + 1) % LIMIT;
    }
    size -= n;
    return n;
  }
}
