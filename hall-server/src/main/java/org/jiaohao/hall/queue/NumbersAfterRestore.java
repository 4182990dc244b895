package org.jiaohao.hall.queue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jiaohao.hall.backup.Restored;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.Tx;
import org.springframework.stereotype.Component;

/**
 * Numbers drawn after the backup stand on paper that people hold, so none of them is given again:
 * today's go on behind as many as the letter ever had on one day, and behind 200 at least.
 */
@Component
class NumbersAfterRestore implements Restored {
  private static final int LEAST = 200;

  private final Halls halls;
  private final BusinessDays days;
  private final Clock clock;

  NumbersAfterRestore(Halls halls, BusinessDays days, Clock clock) {
    this.halls = halls;
    this.days = days;
    this.clock = clock;
  }

  @Override
  public void restored(Tx tx) {
    for (Hall hall : halls.all()) {
      Set<LocalDate> open = new LinkedHashSet<>();
      open.add(tx.now().atZone(clock.getZone()).toLocalDate());
      days.inForce(hall.id()).ifPresent(open::add);
      hall.queues().stream()
          .map(Hall.Queue::prefix)
          .distinct()
          .forEach(prefix -> open.forEach(day -> skip(tx, hall.id(), day, prefix)));
    }
  }

  private static void skip(Tx tx, String hall, LocalDate day, String prefix) {
    int most =
        tx.sql()
            .sql(
                "select coalesce(max(last_serial), 0) from queue_counter"
                    + " where hall = ? and prefix = ?")
            .params(hall, prefix)
            .query(Integer.class)
            .single();
    tx.sql()
        .sql(
            "insert into queue_counter (hall, business_day, prefix, last_serial)"
                + " values (?, ?, ?, ?) on conflict (hall, business_day, prefix)"
                + " do update set last_serial = last_serial + excluded.last_serial")
        .params(hall, day.toString(), prefix, Math.max(LEAST, most))
        .update();
  }
}
