package org.jiaohao.hall.window;

import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.http.Call;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.TicketViews;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Windows as the API and the pages show them. */
@Component
public class WindowViews {
  private final JdbcClient sql;
  private final Halls halls;
  private final TicketViews tickets;

  WindowViews(JdbcClient sql, Halls halls, TicketViews tickets) {
    this.sql = sql;
    this.halls = halls;
    this.tickets = tickets;
  }

  /** All windows of a hall in order. */
  public List<WindowInfo> list(String hallId) {
    Hall hall = halls.get(hallId);
    return sql
        .sql("select * from hall_window where hall = ? order by sort")
        .param(hallId)
        .query((row, n) -> LiveWindow.read(row))
        .list()
        .stream()
        .map(live -> view(hall, live))
        .toList();
  }

  /** One window, or a 404 problem. */
  public WindowInfo get(String hallId, String no) {
    Hall hall = halls.get(hallId);
    Windows.window(hall, no);
    return view(
        hall,
        sql.sql("select * from hall_window where hall = ? and no = ?")
            .params(hallId, no)
            .query((row, n) -> LiveWindow.read(row))
            .single());
  }

  /** People waiting for a window, longest first, at most {@code limit}. */
  public List<Ticket> waiting(String hallId, String no, int limit) {
    return tickets.waiting(hallId, Windows.window(halls.get(hallId), no).queues(), limit);
  }

  /** Held and missed tickets a window may take back. */
  public List<Ticket> aside(String hallId, String no) {
    return tickets.aside(hallId, Windows.window(halls.get(hallId), no).queues());
  }

  private WindowInfo view(Hall hall, LiveWindow live) {
    Hall.Window config = Windows.window(hall, live.no());
    Optional<Ticket> ticket = Optional.ofNullable(live.ticket()).flatMap(tickets::find);
    return new WindowInfo(
        live.no(),
        config.name(),
        config.nameEn(),
        config.area(),
        live.shown().name(),
        tickets.time(live.since()),
        live.clerkName(),
        config.queues(),
        ticket.orElse(null),
        waitingCount(hall.id(), config.queues()),
        ticket.flatMap(t -> lastCall(t.id())).orElse(null));
  }

  private int waitingCount(String hall, List<String> queues) {
    if (queues.isEmpty()) {
      return 0;
    }
    return sql.sql(
            "select coalesce(sum(waiting), 0) from queue where hall = :hall and id in (:ids)")
        .param("hall", hall)
        .param("ids", queues)
        .query(Integer.class)
        .single();
  }

  /** Last call of a ticket with the receipts that have arrived. */
  public Optional<Call> lastCall(String ticketId) {
    return sql.sql(
            "select * from ticket_call where ticket = ? order by called_at desc, attempt desc limit 1")
        .param(ticketId)
        .query(
            (row, n) ->
                new Call(
                    row.getString("event_id"),
                    row.getString("number"),
                    row.getString("window_no"),
                    row.getInt("attempt"),
                    tickets.time(row.getLong("called_at")),
                    List.of()))
        .optional()
        .map(this::withReceipts);
  }

  private Call withReceipts(Call call) {
    List<Call.Receipt> receipts =
        sql.sql("select * from call_receipt where event_id = ? order by at")
            .param(call.eventId())
            .query(
                (row, n) ->
                    new Call.Receipt(
                        row.getString("kind"),
                        row.getString("agent"),
                        row.getString("device"),
                        row.getString("outcome"),
                        tickets.time(row.getLong("at"))))
            .list();
    return new Call(
        call.eventId(), call.number(), call.window(), call.attempt(), call.calledAt(), receipts);
  }
}
