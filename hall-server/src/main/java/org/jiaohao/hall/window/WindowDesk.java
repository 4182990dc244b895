package org.jiaohao.hall.window;

import java.util.List;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.Line;
import org.jiaohao.hall.queue.StoredTicket;
import org.jiaohao.hall.store.StoredEvent;
import org.jiaohao.hall.store.Tx;

/** One window inside a command: its live state, its ticket and the line it calls from. */
final class WindowDesk {
  private final Tx tx;
  private final Hall hall;
  private final Hall.Window config;
  private final String actor;
  private final Line line;
  private LiveWindow live;

  WindowDesk(Tx tx, Hall hall, Hall.Window config, String actor) {
    this.tx = tx;
    this.hall = hall;
    this.config = config;
    this.actor = actor;
    this.line = new Line(tx, hall.id());
    this.live =
        tx.sql()
            .sql("select * from hall_window where hall = ? and no = ?")
            .params(hall.id(), config.no())
            .query((row, n) -> LiveWindow.read(row))
            .single();
  }

  LiveWindow live() {
    return live;
  }

  Line line() {
    return line;
  }

  long now() {
    return tx.millis();
  }

  List<String> queues() {
    return config.queues();
  }

  void mustWork() {
    if (!live.shown().working()) {
      throw Problem.conflict(
          "window-not-open",
          "Window %s is %s. Open or resume it first.".formatted(live.no(), live.state()),
          "%s号窗口当前未开放服务（%s），请先开放或恢复窗口。".formatted(live.no(), live.state()));
    }
  }

  void mustBeFree() {
    if (live.ticket() != null) {
      throw Problem.conflict(
          "ticket-in-service",
          "Window " + live.no() + " still has a ticket. Finish, hold or transfer it first.",
          live.no() + "号窗口还有未办结的号票，请先完成、挂起或转移。");
    }
  }

  /** The ticket called or served here, or a 409 problem. */
  StoredTicket ticket() {
    if (live.ticket() == null) {
      throw Problem.conflict(
          "no-ticket",
          "Window " + live.no() + " has no ticket. Call the next one first.",
          live.no() + "号窗口当前没有号票，请先叫号。");
    }
    return line.get(live.ticket());
  }

  /** Stores the ticket's change and tells it. */
  StoredEvent apply(String event, StoredTicket before, StoredTicket after) {
    line.save(before, after);
    return line.tell(event, after, config.area(), actor);
  }

  /** Calls, or calls again, and keeps the call for receipts. */
  void call(StoredTicket ticket) {
    boolean fromLine = ticket.state().inLine();
    StoredTicket called = ticket.callTo(live.no(), tx.millis());
    StoredEvent event = apply("ticket-called", ticket, called);
    if (fromLine) {
      line.turnTaken(ticket);
    }
    tx.sql()
        .sql(
            "insert into ticket_call (event_id, ticket, hall, window_no, number, area, attempt,"
                + " called_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            event.id(),
            called.id(),
            hall.id(),
            live.no(),
            called.number(),
            config.area(),
            called.calls(),
            tx.millis())
        .update();
    occupy(called.id());
  }

  /** Puts a ticket at the window, or null to free it. */
  void occupy(String ticketId) {
    live = live.with(ticketId);
    store();
  }

  /** Changes the state and tells it. */
  void enter(String event, WindowState state, String reason) {
    live = live.in(state, reason, tx.millis());
    store();
    tx.append(
        hall.id(),
        event,
        "window/" + live.no(),
        actor,
        new WindowEvent(live.no(), state, reason, live.clerkName()));
  }

  void staff(String username) {
    String name =
        username == null
            ? null
            : tx.sql()
                .sql("select name from account where username = ?")
                .param(username)
                .query(String.class)
                .optional()
                .orElse(username);
    live = live.staffedBy(username, name);
  }

  /** Tickets meant for this window alone may be called by the others of their queue again. */
  void freeTargets() {
    tx.sql()
        .sql(
            "update ticket set target_window = null where hall = ? and target_window = ?"
                + " and state in ('WAITING', 'REQUEUED')")
        .params(hall.id(), live.no())
        .update();
  }

  private void store() {
    tx.sql()
        .sql(
            "update hall_window set state = ?, state_since = ?, state_reason = ?, clerk = ?,"
                + " clerk_name = ?, ticket = ? where hall = ? and no = ?")
        .params(
            live.state().name(),
            live.since(),
            live.reason(),
            live.clerk(),
            live.clerkName(),
            live.ticket(),
            live.hall(),
            live.no())
        .update();
  }
}
