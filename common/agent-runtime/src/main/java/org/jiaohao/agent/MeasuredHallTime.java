package org.jiaohao.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * {@link HallTime} from the stamps on the server's answers. The server wrote its stamp somewhere
 * between request and answer: the middle is assumed, and half the round trip is the most it can be
 * wrong. From then on the time is counted on this machine's monotonic clock.
 */
final class MeasuredHallTime implements HallTime {
  /** Age from which a measurement gives way to a less exact one. */
  static final Duration GOOD_FOR = Duration.ofSeconds(60);

  /** What two measurements may differ by beyond their errors before the server's clock was set. */
  private static final long SAME_NANOS = Duration.ofMillis(200).toNanos();

  /**
   * A measurement.
   *
   * @param server the server's time at {@code at}
   * @param at monotonic time
   * @param error most it can be wrong, nanoseconds
   */
  private record Measurement(Instant server, long at, long error) {
    Instant server(long nanos) {
      return server.plusNanos(nanos - at);
    }
  }

  private final Clock own;
  private final LongSupplier nanoTime;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Measurement last;

  MeasuredHallTime(Clock own, LongSupplier nanoTime) {
    this.own = own;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes the stamp of an answer.
   *
   * @param server the server's time on the answer
   * @param sent monotonic time when the request left
   * @param received monotonic time when the answer was there
   */
  void measured(Instant server, long sent, long received) {
    var fresh = new Measurement(server, sent + (received - sent) / 2, (received - sent) / 2);
    synchronized (this) {
      if (last != null && !better(fresh)) {
        return;
      }
      last = fresh;
    }
    listeners.forEach(Runnable::run);
  }

  private boolean better(Measurement fresh) {
    long difference = Math.abs(Duration.between(last.server(fresh.at()), fresh.server()).toNanos());
    return fresh.error() <= last.error()
        || due()
        || difference > last.error() + fresh.error() + SAME_NANOS;
  }

  /** Whether it is time for a new measurement. */
  boolean due() {
    Measurement known = last;
    return known == null || nanoTime.getAsLong() - known.at() >= GOOD_FOR.toNanos();
  }

  /** Adds a listener for every measurement that was taken. */
  void onMeasured(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public Instant now() {
    Measurement known = last;
    return known == null ? own.instant() : known.server(nanoTime.getAsLong());
  }

  @Override
  public Optional<Duration> offset() {
    Measurement known = last;
    return Optional.ofNullable(known)
        .map(m -> Duration.between(m.server(nanoTime.getAsLong()), own.instant()));
  }
}
