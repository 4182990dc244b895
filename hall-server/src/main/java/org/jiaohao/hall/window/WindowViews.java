package org.jiaohao.hall.window;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.http.Call;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.CallReason;
import org.jiaohao.hall.queue.StoredTicket;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.store.StoredEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Windows as the API and the pages show them. */
@Component
public class WindowViews {
  private final JdbcClient sql;
  private final Halls halls;
  private final TicketViews tickets;
  private final Receipts receipts;

  WindowViews(JdbcClient sql, Halls halls, TicketViews tickets, Receipts receipts) {
    this.sql = sql;
    this.halls = halls;
    this.tickets = tickets;
    this.receipts = receipts;
  }

  /** All windows of a hall in order. */
  public List<WindowInfo> list(String hallId) {
    Hall hall = halls.get(hallId);
    Map<String, LiveWindow> live = LiveWindows.of(sql, hallId);
    Map<String, Ticket> present = tickets.atWindows(hallId);
    return hall.windows().stream()
        .map(
            config ->
                view(
                    hall,
                    config,
                    live.getOrDefault(config.no(), LiveWindow.closed(hallId, config.no())),
                    Optional.ofNullable(present.get(config.no()))))
        .toList();
  }

  /** One window, or a 404 problem. */
  public WindowInfo get(String hallId, String no) {
    Hall hall = halls.get(hallId);
    Hall.Window config = hall.knownWindow(no);
    return view(
        hall, config, LiveWindows.get(sql, hallId, config.no()), tickets.at(hallId, config.no()));
  }

  /**
   * One window as a command left it. A clerk waits for it, and what the command knew is not read
   * again: of a call that was just made there are no receipts yet.
   */
  WindowInfo after(Hall.Window config, WindowDesk.Left left) {
    Optional<Call> call =
        left.call()
            .flatMap(told -> left.ticket().map(ticket -> call(told, ticket)))
            .or(
                () ->
                    left.ticket()
                        .flatMap(ticket -> callAt(config.no(), ticket.id()))
                        .map(this::withReceipts));
    return view(config, left.live(), left.ticket().map(tickets::view), left.waiting(), call);
  }

  private Call call(StoredEvent event, StoredTicket ticket) {
    return new Call(
        event.id(),
        ticket.number(),
        ticket.window(),
        ticket.calls(),
        tickets.time(ticket.calledAt()),
        List.of());
  }

  /** People waiting for a window, longest first, at most {@code limit}. */
  public List<Ticket> waiting(String hallId, String no, int limit) {
    Hall.Window config = halls.get(hallId).knownWindow(no);
    return tickets.waitingFor(hallId, config.no(), config.queues(), limit);
  }

  /** Held and missed tickets a window may take back. */
  public List<Ticket> aside(String hallId, String no) {
    return tickets.aside(hallId, halls.get(hallId).knownWindow(no).queues());
  }

  private WindowInfo view(Hall hall, Hall.Window config, LiveWindow live, Optional<Ticket> ticket) {
    return view(
        config,
        live,
        ticket,
        tickets.waitingFor(hall.id(), config.no(), config.queues()),
        ticket.flatMap(t -> callAt(live.no(), t.id())).map(this::withReceipts));
  }

  private WindowInfo view(
      Hall.Window config,
      LiveWindow live,
      Optional<Ticket> ticket,
      int waiting,
      Optional<Call> call) {
    return new WindowInfo(
        live.no(),
        config.name(),
        config.nameEn(),
        config.area(),
        state(live, ticket.isPresent()),
        tickets.time(live.since()),
        live.clerkName(),
        config.queues(),
        ticket.orElse(null),
        waiting,
        call.orElse(null));
  }

  /** What the strip over a window shows: what it must say of a call at once, and no more. */
  WindowView strip(Hall hall, Hall.Window window, long rev) {
    LiveWindow live = LiveWindows.get(sql, hall.id(), window.no());
    Optional<StoredTicket> ticket = tickets.storedAt(hall.id(), window.no());
    Optional<Call> call = ticket.flatMap(t -> callAt(window.no(), t.id()));
    return new WindowView(
        rev,
        window.no(),
        window.name(),
        window.nameEn(),
        state(live, ticket.isPresent()),
        live.clerkName(),
        ticket.map(StoredTicket::number).orElse(null),
        call.map(Call::eventId).orElse(null),
        call.map(Call::calledAt).orElse(null),
        call.map(Call::attempt).orElse(0),
        window.area());
  }

  private static WindowFacts.State state(LiveWindow live, boolean present) {
    return WindowFacts.State.valueOf(live.shown(present).name());
  }

  /** The call a window is answered for: a ticket held elsewhere may be here without one. */
  private Optional<Call> callAt(String window, String ticketId) {
    return call(ticketId).filter(call -> call.window().equals(window));
  }

  private Optional<Call> call(String ticketId) {
    return sql.sql(
            "select * from ticket_call where ticket = ? order by called_at desc, attempt desc limit"
                + " 1")
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
        .optional();
  }

  /** Why it was this ticket that the window called; empty when it was called again. */
  Optional<CallReason> whyCalled(Call call) {
    return Optional.ofNullable(call)
        .flatMap(
            known ->
                sql.sql("select reason from ticket_call where event_id = :event")
                    .param("event", known.eventId())
                    .query(String.class)
                    .optional())
        .map(CallReason::valueOf);
  }

  private Call withReceipts(Call call) {
    return new Call(
        call.eventId(),
        call.number(),
        call.window(),
        call.attempt(),
        call.calledAt(),
        receipts.of(call.eventId()));
  }
}
