package org.jiaohao.journey;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition by looking again every 20 ms. */
final class Wait {
  /** How long to wait for what usually comes within a second, on a busy machine too. */
  static final Duration SOON = Duration.ofSeconds(20);

  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private Wait() {}

  /**
   * Waits until the condition holds.
   *
   * @throws JourneyException with what {@code otherwise} says, when the deadline passes
   */
  static void until(Duration deadline, BooleanSupplier condition, Supplier<String> otherwise) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new JourneyException(otherwise.get());
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new JourneyException("Interrupted while waiting: " + otherwise.get());
      }
    }
  }
}
