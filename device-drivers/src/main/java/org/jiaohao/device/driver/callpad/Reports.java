package org.jiaohao.device.driver.callpad;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jiaohao.device.codec.callpad.PadFrame;
import org.jiaohao.device.transport.TransportException;

/**
 * Answers the reports of one pad on the bus and tells the new ones from repeats and from an
 * adapter's echo of our own bytes. Time is passed in.
 */
final class Reports {
  /** Sends a frame. */
  @FunctionalInterface
  interface Out {
    /** Returns when all bytes are on their way. */
    void send(byte[] frame) throws TransportException;
  }

  private record Said(byte[] bytes, long until) {}

  private static final long REPEAT_NANOS = 1_000_000_000L;
  private static final long ECHO_NANOS = 50_000_000L;
  private static final int MOST_SAID = 60;

  private final int address;
  private final Out out;
  private final LongSupplier clock;
  private final long nanosPerByte;
  private final Deque<Said> said = new ArrayDeque<>();
  private long lineFreeAt;
  private byte[] answered = {};
  private long answeredAt;

  /**
   * For one pad.
   *
   * @param clock nanoseconds
   * @param nanosPerByte time of a byte on the line
   */
  Reports(int address, Out out, LongSupplier clock, long nanosPerByte) {
    this.address = address;
    this.out = out;
    this.clock = clock;
    this.nanosPerByte = nanosPerByte;
    this.lineFreeAt = clock.getAsLong();
  }

  /** Says something to the pad. */
  void say(PadFrame frame) throws TransportException {
    byte[] bytes = frame.encode();
    long begin = Math.max(lineFreeAt, clock.getAsLong());
    lineFreeAt = begin + bytes.length * nanosPerByte;
    if (said.size() == MOST_SAID) {
      said.removeFirst();
    }
    said.add(new Said(bytes, lineFreeAt + ECHO_NANOS));
    out.send(bytes);
  }

  /**
   * Hears a frame, and answers it when it is a report of this pad. A machine that stalls hears
   * repeats late, so the earliest moment at which a report can have come decides whether it is one.
   * A true second press of the same key during a stall is lost: never two calls for one press.
   *
   * @param since clock's time at which the line had been read empty before this frame
   * @return whether it is a new report
   */
  boolean isNew(PadFrame frame, long since) throws TransportException {
    byte[] bytes = frame.encode();
    boolean keys = frame.command() == PadFrame.KEYS;
    boolean rating = frame.command() == PadFrame.RATING;
    boolean report = (keys || rating) && frame.data().length > 0;
    if (own(bytes, since) || frame.address() != address || !report) {
      return false;
    }
    boolean repeat = Arrays.equals(bytes, answered) && since - answeredAt < REPEAT_NANOS;
    say(rating ? PadFrame.ratingTaken(address, frame.data()[0]) : frame);
    answered = bytes;
    answeredAt = clock.getAsLong();
    return !repeat;
  }

  /** Each frame that was said can be heard once, until shortly after its last bit has left. */
  private boolean own(byte[] bytes, long since) {
    said.removeIf(each -> since - each.until > 0);
    for (Said each : said) {
      if (Arrays.equals(each.bytes, bytes)) {
        said.remove(each);
        return true;
      }
    }
    return false;
  }
}
