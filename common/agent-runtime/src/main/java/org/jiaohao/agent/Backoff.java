package org.jiaohao.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubling from the first to the longest, shortened by up to a fifth. */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration next;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
    this.next = first;
  }

  /** The pause before the next attempt. */
  Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return Duration.ofMillis((long) (pause.toMillis() * (1 - random.nextDouble() / 5)));
  }

  void reset() {
    next = first;
  }
}
