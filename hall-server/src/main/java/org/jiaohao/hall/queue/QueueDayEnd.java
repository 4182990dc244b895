package org.jiaohao.hall.queue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketEvent.Expired.Cause;
import org.jiaohao.hall.calendar.DayEnd;
import org.jiaohao.hall.hall.ServedQueues;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.Tx;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** At the end of the day no ticket is left open, and nobody stands in line. */
@Component
@Order(1)
class QueueDayEnd implements DayEnd, ServedQueues {
  private static final Map<String, List<String>> TIMES =
      Map.of(
          "ticket",
          List.of(
              "drawn_at", "leg_since", "first_called_at", "called_at", "started_at", "ended_at"),
          "ticket_leg",
          List.of("since", "called_at", "started_at", "ended_at"));

  /** Why a ticket ended that somebody still held in hope; a missed one ended as such. */
  private static final String LEFT = "day-end";

  private static final String MISSED = "no-show";

  private final JdbcClient sql;
  private final HallClock clock;

  QueueDayEnd(JdbcClient sql, HallClock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public boolean unfinished(Tx tx, String hall) {
    return tx.sql()
        .sql(
            "select exists (select 1 from ticket where hall = ?"
                + " and state not in ('DONE', 'CANCELLED', 'EXPIRED') and state <> 'NO_SHOW')")
        .param(hall)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Closed closeSome(Tx tx, String hall, int most) {
    var line = new Line(tx, hall);
    List<StoredTicket> left =
        tx.sql()
            .sql(
                "select * from ticket where hall = :hall"
                    + " and state not in ('DONE', 'CANCELLED', 'EXPIRED') limit :most")
            .param("hall", hall)
            .param("most", most)
            .query((row, n) -> StoredTicket.read(row))
            .list();
    int waiting = 0;
    int missed = 0;
    for (StoredTicket ticket : left) {
      boolean gone = ticket.state() == TicketState.NO_SHOW;
      StoredTicket closed = line.save(ticket, ticket.expire(gone ? MISSED : LEFT, tx.millis()));
      line.tell(facts -> new TicketEvent.Expired(facts, Cause.DAY_END), closed, null, "server");
      waiting += ticket.state().inLine() ? 1 : 0;
      missed += gone ? 1 : 0;
    }
    return new Closed(left.size(), waiting, left.size() - waiting - missed);
  }

  @Override
  public List<LeftOpen> left(String hall, LocalDate day, int most) {
    return sql.sql(
            "select number, drawn_at from ticket where hall = ? and business_day = ?"
                + " and state = 'EXPIRED' and reason = ? order by drawn_at, number limit ?")
        .params(hall, day.toString(), LEFT, most)
        .query(
            (row, n) -> new LeftOpen(row.getString("number"), clock.time(row.getLong("drawn_at"))))
        .list();
  }

  @Override
  public void endDay(Tx tx, String hall, LocalDate ended) {
    tx.sql()
        .sql(
            "update queue_line set waiting = 0, waiting_priority = 0, waiting_targeted = 0,"
                + " since_priority = 0 where hall = ?")
        .param(hall)
        .update();
  }

  @Override
  public boolean keeps(Tx tx, String hall, LocalDate day) {
    return tx.sql()
        .sql("select exists (select 1 from queue_counter where hall = ? and business_day = ?)")
        .params(hall, day.toString())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void move(Tx tx, String hall, LocalDate wrong, LocalDate right) {
    for (String table : List.of("queue_counter", "ticket", "ticket_leg")) {
      tx.sql()
          .sql("update " + table + " set business_day = ? where hall = ? and business_day = ?")
          .params(right.toString(), hall, wrong.toString())
          .update();
    }
  }

  @Override
  public long latest(Tx tx, String hall, LocalDate day) {
    long latest = 0;
    for (Map.Entry<String, List<String>> table : TIMES.entrySet()) {
      for (String column : table.getValue()) {
        long found =
            tx.sql()
                .sql(
                    "select coalesce(max(%s), 0) from %s where hall = ? and business_day = ?"
                        .formatted(column, table.getKey()))
                .params(hall, day.toString())
                .query(Long.class)
                .single();
        latest = Math.max(latest, found);
      }
    }
    return latest;
  }

  @Override
  public void turnBack(Tx tx, String hall, LocalDate day, long by) {
    for (Map.Entry<String, List<String>> table : TIMES.entrySet()) {
      for (String column : table.getValue()) {
        tx.sql()
            .sql(
                "update %1$s set %2$s = %2$s - ? where hall = ? and business_day = ? and %2$s > ?"
                    .formatted(table.getKey(), column))
            .params(by, hall, day.toString(), tx.millis())
            .update();
      }
    }
  }

  /** A ticket meant for this window alone must not be stuck in a queue it no longer serves. */
  @Override
  public void windowServes(Tx tx, String hall, String window, List<String> queues) {
    new Line(tx, hall).freeTargets(window, "server");
  }
}
