package org.jiaohao.hall.queue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jiaohao.hall.store.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The business day of a hall (N24). A new day begins with the calendar day, but not while tickets
 * are open, until 04:00; then what is left is closed as EXPIRED. A clock that jumps back never
 * brings an old day again, so no number is given twice.
 */
public final class BusinessDay {
  private static final Logger log = LoggerFactory.getLogger(BusinessDay.class);
  private static final Duration KEEP_ANSWERS = Duration.ofDays(3);
  private static final LocalTime LATEST = LocalTime.of(4, 0);

  private BusinessDay() {}

  /** The day in force, after rolling over to a new one where it is time. */
  public static LocalDate current(Tx tx, String hall, ZoneId zone) {
    var now = tx.now().atZone(zone);
    LocalDate today = now.toLocalDate();
    String stored =
        tx.sql()
            .sql("select business_day from hall where id = ?")
            .param(hall)
            .query(String.class)
            .optional()
            .orElse(null);
    if (stored == null) {
      return open(tx, hall, today);
    }
    LocalDate day = LocalDate.parse(stored);
    if (!today.isAfter(day)) {
      return day;
    }
    boolean nightShift = day.plusDays(1).equals(today) && now.toLocalTime().isBefore(LATEST);
    if (nightShift && openTickets(tx, hall)) {
      return day;
    }
    return open(tx, hall, today);
  }

  private static boolean openTickets(Tx tx, String hall) {
    return tx.sql()
        .sql(
            "select exists (select 1 from ticket where hall = ?"
                + " and state not in ('DONE', 'CANCELLED', 'EXPIRED') and state <> 'NO_SHOW')")
        .param(hall)
        .query(Boolean.class)
        .single();
  }

  private static LocalDate open(Tx tx, String hall, LocalDate day) {
    var line = new Line(tx, hall);
    var left =
        tx.sql()
            .sql(
                "select * from ticket where hall = ?"
                    + " and state not in ('DONE', 'CANCELLED', 'EXPIRED')")
            .param(hall)
            .query((row, n) -> StoredTicket.read(row))
            .list();
    for (StoredTicket ticket : left) {
      StoredTicket closed = line.save(ticket, ticket.expire("day-end", tx.millis()));
      line.tell("ticket-expired", closed, null, "server");
    }
    tx.sql()
        .sql(
            "update queue set waiting = 0, waiting_priority = 0, since_priority = 0 where hall = ?")
        .param(hall)
        .update();
    tx.sql()
        .sql(
            "update hall_window set state = 'CLOSED', state_since = ?, state_reason = null,"
                + " clerk = null, clerk_name = null, ticket = null where hall = ?")
        .params(tx.millis(), hall)
        .update();
    tx.sql()
        .sql("update hall set business_day = ? where id = ?")
        .params(day.toString(), hall)
        .update();
    Idempotency.purge(tx, tx.now().minus(KEEP_ANSWERS).toEpochMilli());
    tx.append(hall, "day-opened", "hall/" + hall, "server", Map.of("day", day.toString()));
    log.info("{}: business day {} opened, {} open tickets expired", hall, day, left.size());
    return day;
  }
}
