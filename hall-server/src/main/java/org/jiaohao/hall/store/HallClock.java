package org.jiaohao.hall.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The server's clock in the hall's zone; the demo profile may move it forward.
 *
 * <p>It follows the system's clock, but not where that jumps by more than an hour: then it goes on
 * counting by itself until the system's clock is right again or a person says that it is (N24). A
 * clock that is 40 days ahead for a minute ends no day and expires no ticket.
 */
public final class HallClock extends Clock {
  /** A larger step of the system's clock is not believed. */
  static final Duration LARGEST_STEP = Duration.ofHours(1);

  private static final Duration MARK_AGAIN = Duration.ofMinutes(1);
  private static final long SOURCE_VALID_NANOS = Duration.ofMinutes(1).toNanos();

  private final Clock base;
  private final LongSupplier nanos;
  private final AtomicReference<Duration> offset;
  private final AtomicReference<Mark> mark;
  private volatile String source = KernelClock.state();
  private volatile long asked = System.nanoTime();

  /** When the system's clock was last believed, by itself and by the count of the machine. */
  private record Mark(Instant time, long nanos) {
    Instant counted(long now) {
      return time.plusNanos(now - nanos);
    }
  }

  /** A clock that shows the time of {@code base}. */
  public HallClock(Clock base) {
    this(base, System::nanoTime);
  }

  /**
   * The same with another count.
   *
   * @param nanos nanoseconds since some moment; they never jump
   */
  HallClock(Clock base, LongSupplier nanos) {
    this(
        base,
        nanos,
        new AtomicReference<>(Duration.ZERO),
        new AtomicReference<>(new Mark(base.instant(), nanos.getAsLong())));
  }

  private HallClock(
      Clock base,
      LongSupplier nanos,
      AtomicReference<Duration> offset,
      AtomicReference<Mark> mark) {
    this.base = base;
    this.nanos = nanos;
    this.offset = offset;
    this.mark = mark;
  }

  /** Moves this clock forward for good. */
  public void advance(Duration by) {
    offset.updateAndGet(now -> now.plus(by));
  }

  /**
   * How far the system's clock is ahead of this one (negative: behind) since it jumped; empty while
   * it is believed.
   */
  public Optional<Duration> jump() {
    Instant system = base.instant();
    Duration step = Duration.between(mark.get().counted(nanos.getAsLong()), system);
    return isStep(step) ? Optional.of(step) : Optional.empty();
  }

  /** A person says that the system's clock is right; from now on it is followed. */
  public void follow() {
    mark.set(new Mark(base.instant(), nanos.getAsLong()));
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

  private static boolean isStep(Duration step) {
    return step.abs().compareTo(LARGEST_STEP) > 0;
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
    return new HallClock(base.withZone(zone), nanos, offset, mark);
  }

  @Override
  public Instant instant() {
    return believed().plus(offset.get());
  }

  private Instant believed() {
    Instant system = base.instant();
    long now = nanos.getAsLong();
    Mark last = mark.get();
    Instant counted = last.counted(now);
    if (isStep(Duration.between(counted, system))) {
      return counted;
    }
    if (now - last.nanos() > MARK_AGAIN.toNanos()) {
      mark.compareAndSet(last, new Mark(system, now));
    }
    return system;
  }
}
