package org.jiaohao.hall.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The server's clock in the hall's zone; the demo profile may move it forward.
 *
 * <p>It follows the system's clock, but not where that jumps by more than an hour: then it goes on
 * counting by itself until the system's clock is right again or a person says that it is (N24). A
 * clock that is 40 days ahead for a minute ends no day and expires no ticket.
 *
 * <p>It never runs backwards: where the system's clock is set back, it goes on at half its speed
 * until the system's clock has caught up. Only a person's word brings it back to another date.
 */
public final class HallClock extends Clock {
  /** A larger step of the system's clock is not believed. */
  static final Duration LARGEST_STEP = Duration.ofHours(1);

  /** What this clock may be ahead of the system's before that is told (rows N17, N24). */
  public static final Duration LARGEST_DRIFT = Duration.ofSeconds(5);

  /** What it loses of each second while it is ahead: half. */
  private static final int SLOWED = 2;

  private static final Duration MARK_AGAIN = Duration.ofMinutes(1);
  private static final long SOURCE_VALID_NANOS = Duration.ofMinutes(1).toNanos();

  private final Clock base;
  private final LongSupplier nanos;
  private final AtomicReference<Duration> offset;
  private final AtomicReference<Mark> mark;
  private final AtomicReference<Mark> shown;
  private final AtomicBoolean pauseUnknown; // the mark is the last noted time, and may be long ago
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
        new AtomicReference<>(new Mark(base.instant(), nanos.getAsLong())),
        new AtomicReference<>(new Mark(base.instant(), nanos.getAsLong())),
        new AtomicBoolean());
  }

  private HallClock(
      Clock base,
      LongSupplier nanos,
      AtomicReference<Duration> offset,
      AtomicReference<Mark> mark,
      AtomicReference<Mark> shown,
      AtomicBoolean pauseUnknown) {
    this.base = base;
    this.nanos = nanos;
    this.offset = offset;
    this.mark = mark;
    this.shown = shown;
    this.pauseUnknown = pauseUnknown;
  }

  /**
   * Nanoseconds since some moment, for ages of what is kept in memory: no setting of the system's
   * clock changes them, only the demo moves them with the time.
   */
  public long count() {
    return nanos.getAsLong() + offset.get().toNanos();
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
    Instant counted = mark.get().counted(nanos.getAsLong());
    return isJump(counted, system)
        ? Optional.of(Duration.between(counted, system))
        : Optional.empty();
  }

  /** What the computer's clock shows, believed or not. */
  public Instant ofComputer() {
    return instant().plus(jump().orElse(Duration.ZERO));
  }

  private boolean isJump(Instant counted, Instant system) {
    boolean caughtUp = pauseUnknown.get() && system.isAfter(counted) && sameDay(system, counted);
    return isStep(Duration.between(counted, system)) && !caughtUp;
  }

  /**
   * How far this clock is ahead of the system's, which was set back, while it goes slowly; empty
   * when it is not.
   */
  public Optional<Duration> ahead() {
    Instant shownNow = unmoved();
    Duration ahead = Duration.between(believed(), shownNow);
    return ahead.isPositive() ? Optional.of(ahead) : Optional.empty();
  }

  /**
   * The last time that was noted before this start. A system's clock that was set back since by
   * less than a jump is caught up with slowly, too. One that stands further back on the same day is
   * not believed, as if it had jumped while the server ran: this clock goes on from the noted time.
   * How long the server was off is not known then, so the system is believed again as soon as it is
   * ahead of the count on that day. Another day is for people to judge.
   */
  public void goOnAfter(Instant noted) {
    Instant system = base.instant();
    boolean step = isStep(Duration.between(system, noted));
    if (!noted.isAfter(system) || (step && !sameDay(noted, system))) {
      return;
    }
    var last = new Mark(noted, nanos.getAsLong());
    shown.set(last);
    if (step) {
      mark.set(last);
      pauseUnknown.set(true);
    }
  }

  /**
   * A person says that the system's clock is right; from now on it is followed: at once, or slowly
   * where it is behind on the same day.
   */
  public void follow() {
    Instant now = unmoved();
    var system = new Mark(base.instant(), nanos.getAsLong());
    mark.set(system);
    pauseUnknown.set(false);
    if (!sameDay(now, system.time())) {
      shown.set(system);
    }
  }

  private boolean sameDay(Instant one, Instant other) {
    return LocalDate.ofInstant(one, getZone()).equals(LocalDate.ofInstant(other, getZone()));
  }

  /**
   * What the time is taken from (N17): {@code ntp} when something keeps the computer's clock right,
   * {@code unsynchronised} when nothing does, {@code unknown} when the system does not tell, at
   * most a minute ago; {@code counted} while this clock does not follow the computer's, {@code
   * moved} in a demo whose time was moved.
   */
  public String source() {
    if (!offset.get().isZero()) {
      return "moved";
    }
    if (jump().isPresent() || ahead().filter(by -> by.compareTo(LARGEST_DRIFT) > 0).isPresent()) {
      return "counted";
    }
    if (System.nanoTime() - asked > SOURCE_VALID_NANOS) {
      asked = System.nanoTime();
      source = KernelClock.state();
    }
    return source;
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
    return new HallClock(base.withZone(zone), nanos, offset, mark, shown, pauseUnknown);
  }

  @Override
  public Instant instant() {
    return unmoved().plus(offset.get());
  }

  /** Never before what was shown already. */
  private Instant unmoved() {
    while (true) {
      Mark last = shown.get();
      Instant time = believed();
      long now = nanos.getAsLong();
      if (time.isBefore(last.time())) {
        time = last.time().plusNanos((now - last.nanos()) / SLOWED);
      }
      if (shown.compareAndSet(last, new Mark(time, now))) {
        return time;
      }
    }
  }

  private Instant believed() {
    Instant system = base.instant();
    long now = nanos.getAsLong();
    Mark last = mark.get();
    Instant counted = last.counted(now);
    if (isJump(counted, system)) {
      return counted;
    }
    if (pauseUnknown.compareAndSet(true, false)) {
      mark.set(new Mark(system, now));
    } else if (now - last.nanos() > MARK_AGAIN.toNanos()) {
      mark.compareAndSet(last, new Mark(system, now));
    }
    return system;
  }
}
