package org.jiaohao.hall.window;

import java.time.LocalDate;
import org.jiaohao.hall.calendar.DayEnd;
import org.jiaohao.hall.store.Tx;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** At the end of the day every window is closed and nobody sits there. */
@Component
@Order(2)
class WindowDayEnd implements DayEnd {
  @Override
  public void endDay(Tx tx, String hall, LocalDate ended) {
    LiveWindows.closeAll(tx, hall);
  }

  @Override
  public void move(Tx tx, String hall, LocalDate wrong, LocalDate right) {
    tx.sql()
        .sql("update ticket_call set business_day = ? where hall = ? and business_day = ?")
        .params(right.toString(), hall, wrong.toString())
        .update();
  }

  @Override
  public long latest(Tx tx, String hall, LocalDate day) {
    return tx.sql()
        .sql(
            "select coalesce(max(called_at), 0) from ticket_call"
                + " where hall = ? and business_day = ?")
        .params(hall, day.toString())
        .query(Long.class)
        .single();
  }

  @Override
  public void turnBack(Tx tx, String hall, LocalDate day, long by) {
    tx.sql()
        .sql(
            "update ticket_call set called_at = called_at - ?"
                + " where hall = ? and business_day = ? and called_at > ?")
        .params(by, hall, day.toString(), tx.millis())
        .update();
    tx.sql()
        .sql("update window_state set since = since - ? where hall = ? and since > ?")
        .params(by, hall, tx.millis())
        .update();
  }
}
