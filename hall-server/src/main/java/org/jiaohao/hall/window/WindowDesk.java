package org.jiaohao.hall.window;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.contract.event.WindowFacts;
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
    this.live = LiveWindows.get(tx.sql(), hall.id(), config.no());
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
    if (!live.state().working()) {
      throw Problem.conflict(
          "window-not-open",
          "Window %s is %s. Open or resume it first.".formatted(live.no(), live.state()),
          "%s号窗口当前未开放服务（%s），请先开放或恢复窗口。".formatted(live.no(), live.state()));
    }
  }

  void mustBeFree() {
    if (line.at(live.no()).isPresent()) {
      throw Problem.conflict(
          "ticket-in-service",
          "Window " + live.no() + " still has a ticket. Finish, hold or transfer it first.",
          live.no() + "号窗口还有未办结的号票，请先完成、挂起或转移。");
    }
  }

  /** The ticket called or served here. */
  Optional<StoredTicket> present() {
    return line.at(live.no());
  }

  /** The ticket called or served here, or a 409 problem. */
  StoredTicket ticket() {
    return present()
        .orElseThrow(
            () ->
                Problem.conflict(
                    "no-ticket",
                    "Window " + live.no() + " has no ticket. Call the next one first.",
                    live.no() + "号窗口当前没有号票，请先叫号。"));
  }

  /** Stores the ticket's change and tells it. */
  StoredEvent apply(
      Function<TicketFacts, TicketEvent> event, StoredTicket before, StoredTicket after) {
    line.save(before, after);
    return line.tell(event, after, config.area(), actor);
  }

  /** Calls, or calls again, and keeps the call for receipts. */
  void call(StoredTicket ticket) {
    boolean fromLine = ticket.state().inLine();
    StoredTicket called = ticket.callTo(live.no(), tx.millis());
    StoredEvent event = apply(TicketEvent.Called::new, ticket, called);
    if (fromLine) {
      line.turnTaken(ticket);
    }
    tx.sql()
        .sql(
            "insert into ticket_call (event_id, ticket, hall, window_no, number, area, attempt,"
                + " called_at, business_day) values (:event, :ticket, :hall, :no, :number, :area,"
                + " :attempt, :at, :day)")
        .param("event", event.id())
        .param("ticket", called.id())
        .param("hall", hall.id())
        .param("no", live.no())
        .param("number", called.number())
        .param("area", config.area())
        .param("attempt", called.calls())
        .param("at", tx.millis())
        .param("day", called.day().toString())
        .update();
  }

  /** Changes the state and tells it. */
  void enter(Function<WindowFacts, WindowEvent> event, WindowState state, String reason) {
    live = live.in(state, reason, tx.millis());
    LiveWindows.save(tx, live);
    var facts = new WindowFacts(live.no(), WindowFacts.State.valueOf(state.name()));
    tx.append(hall.id(), event.apply(facts), actor);
  }

  /** Says who sits here from now on; stored with the next {@link #enter}. */
  void staff(String username, String name) {
    live = live.staffedBy(username, name);
  }

  /** Tickets meant for this window alone may be called by the others of their queue again. */
  void freeTargets() {
    line.freeTargets(live.no());
  }
}
