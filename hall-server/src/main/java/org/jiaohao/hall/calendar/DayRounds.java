package org.jiaohao.hall.calendar;

import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends the business day where nobody's work does it. */
@Component
class DayRounds {
  private static final Logger log = LoggerFactory.getLogger(DayRounds.class);

  private final Halls halls;
  private final BusinessDays days;
  private final WritePath writes;

  DayRounds(Halls halls, BusinessDays days, WritePath writes) {
    this.halls = halls;
    this.days = days;
    this.writes = writes;
  }

  @Scheduled(fixedDelay = 30_000)
  void rollWhereDue() {
    for (String hall : halls.ids()) {
      if (days.due(hall)) {
        writes.run(tx -> days.roll(tx, hall));
      } else if (days.clockIsBehind(hall)) {
        log.warn("{}: the clock shows a day before the business day; set the clock", hall);
      }
    }
  }
}
