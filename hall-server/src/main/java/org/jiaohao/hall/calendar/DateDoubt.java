package org.jiaohao.hall.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.springframework.stereotype.Component;

/**
 * Whether the date may be wrong since the start of the server (N24). While it runs, {@link
 * HallClock} believes no jump; a start alone has nothing but the last event to compare with. When
 * that is more than an hour old, the clock may have jumped or the server may have been off: then no
 * day with open tickets ends without a person's word. A pause longer than any holiday needs it in
 * any case.
 */
@Component
class DateDoubt {
  private static final Duration CERTAIN = Duration.ofHours(1);
  private static final Duration LONGEST_HOLIDAY = Duration.ofDays(10);

  private final Duration pause;
  private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private final LocalDate startDate;

  DateDoubt(EventLog log, HallClock clock) {
    this.startDate = LocalDate.ofInstant(clock.instant(), clock.getZone());
    this.pause =
        log.lastTime().map(last -> Duration.between(last, clock.instant())).orElse(Duration.ZERO);
  }

  /** From the last event before the start to the start, by the clock; may be negative. */
  Duration pause() {
    return pause;
  }

  /**
   * Whether a new day has to wait for a person's word; asked only when one is due.
   *
   * @param day the day in force; one that began since the start ends as usual
   * @param unfinished whether people still wait or are served
   */
  boolean holds(String hall, LocalDate day, BooleanSupplier unfinished) {
    boolean holds =
        pause.compareTo(CERTAIN) > 0
            && day.isBefore(startDate)
            && !confirmed.contains(hall)
            && (pause.compareTo(LONGEST_HOLIDAY) > 0 || unfinished.getAsBoolean());
    if (holds) {
      told.add(hall);
    } else {
      told.remove(hall);
    }
    return holds;
  }

  /** Whether a day waits for a person's word. */
  boolean isTold(String hall) {
    return told.contains(hall);
  }

  /** A person has looked at the date. */
  void confirm(String hall) {
    confirmed.add(hall);
    told.remove(hall);
  }
}
