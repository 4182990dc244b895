package org.jiaohao.display.board;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which calls came to this board a moment ago, whatever any clock says: a call is fresh from the
 * view in which it appears for the first time. The calls of the first view are not fresh; nobody
 * knows how long they have been on other boards.
 */
final class FreshCalls {
  private static final long FRESH = Duration.ofSeconds(10).toNanos();

  private final LongSupplier ticks;
  private final Map<String, Long> since = new HashMap<>();
  private Set<String> shown;

  /**
   * Creates it.
   *
   * @param ticks {@link System#nanoTime()}
   */
  FreshCalls(LongSupplier ticks) {
    this.ticks = ticks;
  }

  /** These are on the board now. */
  synchronized void shows(List<String> events) {
    long now = ticks.getAsLong();
    if (shown != null) {
      events.stream()
          .filter(event -> !shown.contains(event))
          .forEach(event -> since.put(event, now));
    }
    shown = new HashSet<>(events);
    since.keySet().retainAll(shown);
  }

  /** Fresh calls: event id → milliseconds since they came. */
  synchronized Map<String, Long> ages() {
    long now = ticks.getAsLong();
    since.values().removeIf(came -> now - came >= FRESH);
    var ages = new LinkedHashMap<String, Long>();
    since.forEach((event, came) -> ages.put(event, TimeUnit.NANOSECONDS.toMillis(now - came)));
    return ages;
  }
}
