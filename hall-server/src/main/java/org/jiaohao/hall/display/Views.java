package org.jiaohao.hall.display;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jiaohao.contract.http.Call;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.contract.mqtt.BoardView;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.window.WindowViews;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Computes views of boards, windows and queues; they carry no personal data (N13). */
@Component
public class Views {
  private static final int BOARD_LINES = 8;
  private static final int RECENT_CALLS = 60;

  private final JdbcClient sql;
  private final Halls halls;
  private final BusinessDays days;
  private final TicketViews tickets;
  private final WindowViews windows;

  Views(JdbcClient sql, Halls halls, BusinessDays days, TicketViews tickets, WindowViews windows) {
    this.sql = sql;
    this.halls = halls;
    this.days = days;
    this.tickets = tickets;
    this.windows = windows;
  }

  private record Line(String ticket, BoardView.Line line) {}

  /** The call board: the last eight called tickets of the day, newest call first (R026). */
  public BoardView board(String hallId, long rev) {
    Hall hall = halls.get(hallId);
    List<Line> calls =
        sql.sql(
                "select * from ticket_call where hall = ? and business_day = ?"
                    + " order by called_at desc, attempt desc limit ?")
            .params(hallId, days.inForce(hallId).map(LocalDate::toString).orElse(""), RECENT_CALLS)
            .query(
                (row, n) ->
                    new Line(
                        row.getString("ticket"),
                        new BoardView.Line(
                            row.getString("event_id"),
                            row.getString("number"),
                            row.getString("window_no"),
                            row.getString("area"),
                            tickets.time(row.getLong("called_at")),
                            row.getInt("attempt"))))
            .list();
    var seen = new HashSet<String>();
    var lines = new ArrayList<BoardView.Line>();
    for (Line call : calls) {
      if (lines.size() < BOARD_LINES && seen.add(call.ticket)) {
        lines.add(call.line);
      }
    }
    List<BoardView.Waiting> waiting =
        tickets.queues(hall).stream()
            .map(q -> new BoardView.Waiting(q.id(), q.name(), q.nameEn(), q.waiting()))
            .toList();
    return new BoardView(rev, hall.name(), hall.nameEn(), List.copyOf(lines), waiting);
  }

  /** The strip over a window. */
  public WindowView window(String hall, String no, long rev) {
    WindowInfo w = windows.get(hall, no);
    Call call = w.call();
    return new WindowView(
        rev,
        no,
        w.name(),
        w.nameEn(),
        w.state(),
        w.clerk(),
        w.ticket() == null ? null : w.ticket().number(),
        call == null ? null : call.eventId(),
        call == null ? null : call.calledAt(),
        call == null ? 0 : call.attempt());
  }

  /** Load of a queue. */
  public QueueView queue(String hallId, String queue, long rev) {
    Hall hall = halls.get(hallId);
    QueueInfo info = tickets.queue(hall, hall.queue(queue).orElseThrow());
    return new QueueView(
        rev, info.id(), info.name(), info.nameEn(), info.waiting(), info.openWindows());
  }
}
