package org.jiaohao.device.driver;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A piece of work that somebody waits for.
 *
 * @param <O> what becomes of it
 */
public class Job<O> {
  private final long until;
  private final CompletableFuture<O> outcome = new CompletableFuture<>();

  /** One that must be done within this time from now on. */
  public Job(Duration deadline) {
    this.until = System.nanoTime() + deadline.toNanos();
  }

  /** Nanoseconds until its deadline, negative after it. */
  public final long left() {
    return until - System.nanoTime();
  }

  /** At most this long, and no longer than its deadline allows, but never nothing. */
  public final Duration within(Duration longest) {
    return Duration.ofNanos(Math.clamp(left(), 1_000_000, longest.toNanos()));
  }

  /** Sets the outcome for the caller; only the first one counts. */
  public final void end(O result) {
    outcome.complete(result);
  }

  final CompletableFuture<O> outcome() {
    return outcome;
  }
}
