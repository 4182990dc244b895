package org.jiaohao.device;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The work of one device, a piece at a time. */
@FunctionalInterface
public interface Job {
  /** Does one piece of work and waits for its end. */
  Verdict once() throws Exception;

  /** Looks at everything once more, at the end: what came out late counts too. */
  default void check() {}

  /** Work with a look at everything at its end. */
  static Job of(Job work, Runnable check) {
    return new Job() {
      @Override
      public Verdict once() throws Exception {
        return work.once();
      }

      @Override
      public void check() {
        check.run();
      }
    };
  }

  /** Whether something becomes true within a time; asks every 5 ms. */
  static boolean within(Duration time, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }
}
