package org.jiaohao.hall.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the date may be wrong since the start of the server (N24). While it runs, {@link
 * HallClock} believes no jump; a start alone has nothing but the last event to compare with. When
 * that is more than an hour old, the clock may have jumped or the server may have been off: then no
 * day with open tickets ends without a person's word. A pause longer than any holiday needs it in
 * any case. The doubt is stored, since one more start changes nothing about it.
 */
@Component
class DateDoubt implements SmartInitializingSingleton {
  private static final Duration CERTAIN = Duration.ofHours(1);
  private static final Duration LONGEST_HOLIDAY = Duration.ofDays(10);

  private final JdbcClient sql;
  private final WritePath writes;
  private final LocalDate startDate;
  private final Duration pause; // from the last event to this start, by the clock; may be negative
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  DateDoubt(EventLog log, HallClock clock, JdbcClient sql, WritePath writes) {
    this.sql = sql;
    this.writes = writes;
    log.lastTime().ifPresent(clock::goOnAfter);
    this.startDate = LocalDate.ofInstant(clock.instant(), clock.getZone());
    this.pause =
        log.lastTime().map(last -> Duration.between(last, clock.instant())).orElse(Duration.ZERO);
  }

  /** Before anybody is served, and before the first event of this run. */
  @Override
  public void afterSingletonsInstantiated() {
    writes.run(
        tx -> {
          tx.sql()
              .sql(
                  "delete from date_doubt where hall in"
                      + " (select hall from business_day where day >= ?)")
              .param(startDate.toString())
              .update();
          if (pause.compareTo(CERTAIN) > 0) {
            tx.sql()
                .sql(
                    "insert into date_doubt (hall, pause_seconds)"
                        + " select hall, ? from business_day where day < ? on conflict do nothing")
                .params(pause.toSeconds(), startDate.toString())
                .update();
          }
          return null;
        });
  }

  private static Optional<Duration> pause(JdbcClient sql, String hall) {
    return sql.sql("select pause_seconds from date_doubt where hall = ?")
        .param(hall)
        .query(Long.class)
        .optional()
        .map(Duration::ofSeconds);
  }

  /** The pause before the start that a person has to judge; empty when none has to. */
  Optional<Duration> pause(String hall) {
    return isTold(hall) ? pause(sql, hall) : Optional.empty();
  }

  /**
   * Whether a new day has to wait for a person's word; asked only when one is due.
   *
   * @param unfinished whether people still wait or are served
   */
  boolean holds(Tx tx, String hall, BooleanSupplier unfinished) {
    boolean holds =
        pause(tx.sql(), hall)
            .filter(p -> p.compareTo(LONGEST_HOLIDAY) > 0 || unfinished.getAsBoolean())
            .isPresent();
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

  /** A person has looked at the date, or another day begins. */
  void over(Tx tx, String hall) {
    tx.sql().sql("delete from date_doubt where hall = ?").param(hall).update();
    told.remove(hall); // told again by the next step, should this command fail
  }
}
