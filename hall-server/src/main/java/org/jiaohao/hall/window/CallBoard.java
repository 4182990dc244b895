package org.jiaohao.hall.window;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaohao.contract.event.DayEvent;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.QueueEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.contract.mqtt.BoardView;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.display.RetainedView;
import org.jiaohao.hall.display.ViewIds;
import org.jiaohao.hall.display.ViewPages;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.TicketState;
import org.jiaohao.hall.queue.TicketViews;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The call board of the hall; it carries no personal data (N13). */
@Component
class CallBoard implements RetainedView {
  private static final String ID = "main";
  private static final int BOARD_LINES = 8;
  private static final int RECENT_CALLS = 60;
  private static final Set<TicketState> CALL_HOLDS =
      EnumSet.of(TicketState.CALLED, TicketState.SERVING, TicketState.DONE, TicketState.NO_SHOW);

  private final JdbcClient sql;
  private final Halls halls;
  private final BusinessDays days;
  private final TicketViews tickets;
  private final ViewPages pages;

  CallBoard(JdbcClient sql, Halls halls, BusinessDays days, TicketViews tickets, ViewPages pages) {
    this.sql = sql;
    this.halls = halls;
    this.days = days;
    this.tickets = tickets;
    this.pages = pages;
  }

  @Override
  public String kind() {
    return "board";
  }

  @Override
  public ViewIds changedBy(String hall, HallEvent event) {
    return switch (event) {
      case TicketEvent t -> ViewIds.of(ID);
      case WindowEvent w -> ViewIds.of(ID);
      case QueueEvent q -> ViewIds.of(ID);
      case DayEvent d -> ViewIds.of(ID);
      case HallEvent.Changed c -> ViewIds.of(ID);
      case HallEvent.Imported i -> ViewIds.of(ID);
      default -> ViewIds.NONE;
    };
  }

  @Override
  public Map<String, Object> render(String hall, ViewIds wanted, long rev) {
    return Map.of(ID, board(hall, rev));
  }

  private record Line(String ticket, BoardView.Line line) {}

  /**
   * The last eight called tickets of the day, newest call first, and who waits (R026). Whoever was
   * passed on, asked to come back or sent away is not called to that window any more.
   */
  BoardView board(String hallId, long rev) {
    Hall hall = halls.get(hallId);
    var seen = new HashSet<String>();
    var lines = new ArrayList<BoardView.Line>();
    List<Line> calls = recentCalls(hallId);
    Map<String, TicketState> now = tickets.states(calls.stream().map(Line::ticket).toList());
    for (Line call : calls) {
      boolean holds = CALL_HOLDS.contains(now.get(call.ticket));
      if (holds && lines.size() < BOARD_LINES && seen.add(call.ticket)) {
        lines.add(call.line);
      }
    }
    return new BoardView(rev, hall.name(), hall.nameEn(), List.copyOf(lines), waiting(hall));
  }

  private List<Line> recentCalls(String hall) {
    return sql.sql(
            "select * from ticket_call where hall = ? and business_day = ?"
                + " order by called_at desc, attempt desc limit ?")
        .params(hall, days.inForce(hall).map(LocalDate::toString).orElse(""), RECENT_CALLS)
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
  }

  /**
   * All queues in their order. When there are more than fit into one message, those with most
   * people; every queue has its own view beside.
   */
  private List<BoardView.Waiting> waiting(Hall hall) {
    Map<String, Integer> waiting = tickets.waiting(hall.id());
    List<BoardView.Waiting> queues =
        hall.queues().stream()
            .map(
                q ->
                    new BoardView.Waiting(
                        q.id(), q.name(), q.nameEn(), waiting.getOrDefault(q.id(), 0)))
            .toList();
    if (pages.split(queues).size() == 1) {
      return queues;
    }
    return pages
        .split(
            queues.stream()
                .sorted(Comparator.comparingInt(BoardView.Waiting::waiting).reversed())
                .toList())
        .getFirst();
  }
}
