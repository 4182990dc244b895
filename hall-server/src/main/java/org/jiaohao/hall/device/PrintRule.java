package org.jiaohao.hall.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.queue.TicketState;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.store.WritePath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A ticket in force whose newest print did not come out, may not have, or waits for paper (R032,
 * R039). One alert for each ticket; a person may end it.
 */
@Component
class PrintRule implements AlertRule {
  private static final Duration LOOKED_BACK = Duration.ofDays(2);

  private final JdbcClient sql;
  private final WritePath writes;
  private final TicketViews tickets;
  private final Clock clock;

  PrintRule(JdbcClient sql, WritePath writes, TicketViews tickets, Clock clock) {
    this.sql = sql;
    this.writes = writes;
    this.tickets = tickets;
    this.clock = clock;
  }

  private record Print(
      String agent, String ticket, String number, String state, String zh, String en) {
    static Print read(ResultSet row, int n) throws SQLException {
      return new Print(
          row.getString("agent"),
          row.getString("ticket"),
          row.getString("number"),
          row.getString("state"),
          row.getString("message_zh"),
          row.getString("message_en"));
    }
  }

  @Override
  public String kind() {
    return "PRINT";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return sql
        .sql(
            "select * from print_result p where hall = :hall and at > :since and seen = 0"
                + " and state not in ('CONFIRMED', 'DROPPED')"
                + " and not exists (select 1 from print_result q"
                + " where q.hall = p.hall and q.ticket = p.ticket and q.rowid > p.rowid)")
        .param("hall", hall)
        .param("since", clock.millis() - LOOKED_BACK.toMillis())
        .query(Print::read)
        .list()
        .stream()
        .filter(print -> inForce(print.ticket))
        .map(PrintRule::trouble)
        .toList();
  }

  private boolean inForce(String ticket) {
    return tickets
        .find(ticket)
        .filter(found -> !TicketState.valueOf(found.state()).isFinal())
        .isPresent();
  }

  /** Staff looked whether paper came out, or gave the citizen another one. */
  @Override
  public boolean seen(String hall, String ticket) {
    writes.run(
        tx ->
            tx.sql()
                .sql("update print_result set seen = 1 where hall = ? and ticket = ?")
                .params(hall, ticket)
                .update());
    return true;
  }

  private static Trouble trouble(Print print) {
    return switch (print.state) {
      case "WAITING" ->
          new Trouble(
              print.ticket,
              "%s 的号票 %s 等待打印，打印机恢复后自动打印。%s"
                  .formatted(print.agent, print.number, orEmpty(print.zh)),
              "Ticket %s at %s waits to be printed; it prints by itself once the printer works again. %s"
                  .formatted(print.number, print.agent, orEmpty(print.en)));
      case "FAILED" ->
          new Trouble(
              print.ticket,
              "%s 的号票 %s 未打印，请为群众重新打印或作废。%s"
                  .formatted(print.agent, print.number, orEmpty(print.zh)),
              "Ticket %s at %s was not printed. Print it again for the citizen or void it. %s"
                  .formatted(print.number, print.agent, orEmpty(print.en)));
      default ->
          new Trouble(
              print.ticket,
              "%s 的号票 %s 可能没有打印完整，请为群众补打或作废。%s"
                  .formatted(print.agent, print.number, orEmpty(print.zh)),
              "Ticket %s at %s may not be complete. Reprint it for the citizen or void it. %s"
                  .formatted(print.number, print.agent, orEmpty(print.en)));
    };
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
