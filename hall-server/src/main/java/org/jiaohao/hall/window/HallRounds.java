package org.jiaohao.hall.window;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.BusinessDay;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What time itself changes: short leaves that last too long, and the end of the business day. */
@Component
class HallRounds {
  /** A short leave lasts at most three minutes (R095). */
  static final Duration SHORT_LEAVE = Duration.ofMinutes(3);

  private static final Logger log = LoggerFactory.getLogger(HallRounds.class);

  private final JdbcClient sql;
  private final Halls halls;
  private final WritePath writes;
  private final ApplicationEventPublisher told;
  private final Clock clock;
  private final ZoneId zone;

  HallRounds(
      JdbcClient sql,
      Halls halls,
      WritePath writes,
      ApplicationEventPublisher told,
      Clock clock,
      @Value("${jiaohao.zone}") ZoneId zone) {
    this.sql = sql;
    this.halls = halls;
    this.writes = writes;
    this.told = told;
    this.clock = clock;
    this.zone = zone;
  }

  @Scheduled(fixedDelay = 1000)
  void overdueLeaves() {
    long since = clock.millis() - SHORT_LEAVE.toMillis();
    sql.sql("select * from hall_window where state = 'SHORT_LEAVE' and state_since <= ?")
        .param(since)
        .query((row, n) -> LiveWindow.read(row))
        .list()
        .forEach(this::markOverdue);
  }

  private void markOverdue(LiveWindow seen) {
    var hall = halls.get(seen.hall());
    boolean overdue =
        writes.run(
            tx -> {
              var desk = new WindowDesk(tx, hall, Windows.window(hall, seen.no()), "server");
              boolean still =
                  desk.live().state() == WindowState.SHORT_LEAVE
                      && desk.live().since() == seen.since();
              if (still) {
                desk.enter("window-overdue", WindowState.OVERDUE, null);
              }
              return still;
            });
    if (overdue) {
      told.publishEvent(new WindowChanged(seen.hall(), seen.no(), WindowState.OVERDUE));
    }
  }

  @Scheduled(fixedDelay = 30_000)
  void businessDays() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    for (String hall : halls.ids()) {
      String day = halls.businessDay(hall);
      if (day != null && LocalDate.parse(day).isBefore(today)) {
        writes.run(tx -> BusinessDay.current(tx, hall, zone));
      } else if (day != null && LocalDate.parse(day).isAfter(today)) {
        log.warn("{}: the clock shows {}, before business day {}; set the clock", hall, today, day);
      }
    }
  }
}
