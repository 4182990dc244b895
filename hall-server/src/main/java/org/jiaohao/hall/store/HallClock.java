package org.jiaohao.hall.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The server's clock in the hall's zone; the demo profile may move it forward. */
public final class HallClock extends Clock {
  private static final long SOURCE_VALID_NANOS = Duration.ofMinutes(1).toNanos();

  private final Clock base;
  private final AtomicReference<Duration> offset;
  private volatile String source = KernelClock.state();
  private volatile long asked = System.nanoTime();

  /** A clock that shows the time of {@code base}. */
  public HallClock(Clock base) {
    this(base, new AtomicReference<>(Duration.ZERO));
  }

  private HallClock(Clock base, AtomicReference<Duration> offset) {
    this.base = base;
    this.offset = offset;
  }

  /** Moves this clock forward for good. */
  public void advance(Duration by) {
    offset.updateAndGet(now -> now.plus(by));
  }

  /**
   * What the time is taken from (N17): {@code ntp} when something keeps the computer's clock right,
   * {@code unsynchronised} when nothing does, {@code unknown} when the system does not tell, {@code
   * moved} in a demo whose time was moved. At most a minute old.
   */
  public String source() {
    if (System.nanoTime() - asked > SOURCE_VALID_NANOS) {
      asked = System.nanoTime();
      source = KernelClock.state();
    }
    return offset.get().isZero() ? source : "moved";
  }

  /** A time as people read it, in the hall's zone; {@code millis} since 1970. */
  public OffsetDateTime time(long millis) {
    return Instant.ofEpochMilli(millis).atZone(getZone()).toOffsetDateTime();
  }

  /** Whether a time can be meant: not null, in the years 2000 to 2099. */
  public static boolean plausible(OffsetDateTime time) {
    return time != null && time.getYear() >= 2000 && time.getYear() < 2100;
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new HallClock(base.withZone(zone), offset);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset.get());
  }
}
