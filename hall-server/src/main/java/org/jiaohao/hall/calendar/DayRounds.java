package org.jiaohao.hall.calendar;

import java.util.concurrent.locks.ReentrantLock;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.Round;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends the business day where nobody's work does it. */
@Component
public class DayRounds {
  private static final Logger log = LoggerFactory.getLogger(DayRounds.class);

  private final Halls halls;
  private final BusinessDays days;
  private final WritePath writes;
  private final Round<String> ends = new Round<>(log, "the end of the day");
  private final ReentrantLock round = new ReentrantLock();

  DayRounds(Halls halls, BusinessDays days, WritePath writes) {
    this.halls = halls;
    this.days = days;
    this.writes = writes;
  }

  /** At a fixed rate, which has a thread of its own: a long end holds up no other round. */
  @Scheduled(fixedRate = 30_000)
  public void rollWhereDue() {
    if (!round.tryLock()) {
      return; // the round before is still at it
    }
    try {
      ends.over(halls.ids(), this::roll);
    } finally {
      round.unlock();
    }
  }

  private void roll(String hall) {
    if (days.due(hall)) {
      int steps = 1;
      while (writes.run(tx -> days.step(tx, hall)).isEmpty()) {
        steps++;
      }
      log.debug("{}: looked after the end of the day in {} steps", hall, steps);
    } else if (days.clockIsBehind(hall)) {
      log.warn("{}: the clock shows a day before the business day; set the clock", hall);
    }
  }
}
