package org.jiaohao.hall.window;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketEvent.Expired.Cause;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.CallReason;
import org.jiaohao.hall.queue.Line;
import org.jiaohao.hall.queue.NoShowPolicy;
import org.jiaohao.hall.queue.ServingWindows;
import org.jiaohao.hall.queue.StoredTicket;
import org.jiaohao.hall.queue.TicketState;
import org.jiaohao.hall.queue.TransferTo;
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
  private StoredEvent call; // the last one that was made

  /**
   * @param actor who acts; null for whoever has the window, or a 409 problem
   */
  WindowDesk(Tx tx, Hall hall, Hall.Window config, String actor) {
    this.tx = tx;
    this.hall = hall;
    this.config = config;
    this.line = new Line(tx, hall.id());
    this.live = LiveWindows.get(tx.sql(), hall.id(), config.no());
    this.actor = actor == null ? clerk() : actor;
  }

  private String clerk() {
    if (live.clerk() == null) {
      throw Problem.conflict(
          "window-not-open",
          ("Nobody is signed in at window %s. Sign in on its page and press a key there first; then"
                  + " the pad works again.")
              .formatted(live.no()),
          "%s号窗口没有人员登录。请先登录叫号页面并在页面上操作一次，呼叫器即可继续使用。".formatted(live.no()));
    }
    return live.clerk();
  }

  /**
   * A window as a command left it.
   *
   * @param ticket the ticket called or served there, if there is one
   * @param waiting people waiting whom the window may call
   * @param call what the command told of its call, if it made one
   */
  record Left(
      LiveWindow live, Optional<StoredTicket> ticket, int waiting, Optional<StoredEvent> call) {}

  Left left() {
    return new Left(
        live, present(), line.waitingFor(live.no(), config.queues()), Optional.ofNullable(call));
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

  void mustWork() {
    if (!live.state().working()) {
      throw Problem.conflict(
          "window-not-open",
          "Window %s is closed, paused or left. Open or resume it first.".formatted(live.no()),
          "%s号窗口未开放，或已暂停、暂离，请先开放或恢复窗口。".formatted(live.no()));
    }
  }

  /** Refuses a ticket that this window neither serves nor has put on hold itself. */
  void mustServe(StoredTicket ticket) {
    boolean held = ticket.state() == TicketState.HELD && live.no().equals(ticket.window());
    if (!held && !config.queues().contains(ticket.queue())) {
      throw Problem.conflict(
          "ticket-of-another-queue",
          "Window %s does not serve ticket %s. Call it back at a window of its queue."
              .formatted(live.no(), ticket.number()),
          "%s号窗口不办理号票 %s 的业务，请到办理该业务的窗口召回。".formatted(live.no(), ticket.number()));
    }
  }

  /** Refuses a press that meant another ticket than the one that is here now. */
  void mustHaveNoOtherThan(String shown) {
    present()
        .filter(ticket -> !ticket.id().equals(shown))
        .ifPresent(
            other -> {
              throw Problem.conflict(
                  "ticket-changed",
                  "Window %s has ticket %s now: somebody else pressed before you. Look, then press again."
                      .formatted(live.no(), other.number()),
                  "%s号窗口现在的号票是 %s（他人刚刚操作过）。请看清后再按。".formatted(live.no(), other.number()));
            });
  }

  void mustBeFree() {
    if (line.at(live.no()).isPresent()) {
      throw Problem.conflict(
          "ticket-in-service",
          "Window "
              + live.no()
              + " still has a ticket. Finish it, mark it no-show, or transfer"
              + " it first.",
          live.no() + "号窗口还有未办结的号票，请先完成、过号或转移。");
    }
  }

  /** The ticket called or served here. */
  Optional<StoredTicket> present() {
    return line.at(live.no());
  }

  /**
   * A ticket left the window this way within {@code within}, and no other came since: a second
   * press of the key that did it is the same press.
   *
   * @return its id
   */
  Optional<String> leftJustNow(TicketState how, Duration within) {
    return present().isPresent()
        ? Optional.empty()
        : line.endedLast(live.no(), how, now() - within.toMillis());
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

  /** Changes the window's ticket. */
  void change(Function<TicketFacts, TicketEvent> event, UnaryOperator<StoredTicket> change) {
    StoredTicket ticket = ticket();
    apply(event, ticket, change.apply(ticket));
  }

  /** The clerk goes away for a while. */
  void leave(WindowState state, String reason) {
    mustWork();
    mustBeFree();
    enter(WindowEvent.Paused::new, state, reason);
  }

  /** Calls the next ticket, if anybody waits for this window. */
  void callNext() {
    line.next(live.no(), config.queues())
        .ifPresent(
            next -> {
              call(next.ticket(), next.reason());
              line.turnTaken(next.ticket());
            });
  }

  /** Calls the window's ticket again. */
  void recall(StoredTicket ticket) {
    call(ticket, null);
  }

  /** Passes the window's ticket on. */
  void transfer(StoredTicket ticket, TransferTo to, ServingWindows serving) {
    line.transfer(hall, ticket, to, serving, config.area(), actor);
  }

  /** Nobody came for the window's ticket; what follows is the policy of N03. */
  void miss(NoShowPolicy policy) {
    StoredTicket ticket = ticket();
    policy.check(ticket, now());
    StoredTicket missed = ticket.miss();
    apply(TicketEvent.Missed::new, ticket, missed);
    switch (policy.mode()) {
      case REACTIVATE -> {}
      case PUSH_BACK -> pushBack(missed, policy.places());
      case VOID -> expire(missed);
    }
  }

  private void pushBack(StoredTicket missed, int places) {
    if (missed.requeued() > 0) {
      expire(missed);
      return;
    }
    long position = line.positionBehind(missed.queue(), places);
    apply(TicketEvent.Requeued::new, missed, missed.requeue(position, now()));
  }

  private void expire(StoredTicket missed) {
    apply(
        facts -> new TicketEvent.Expired(facts, Cause.NO_SHOW),
        missed,
        missed.expire("no-show", now()));
  }

  /** Calls, or calls again, and keeps the call, with why it was this ticket, for receipts. */
  private void call(StoredTicket ticket, CallReason reason) {
    StoredTicket called = ticket.callTo(live.no(), tx.millis());
    call = apply(TicketEvent.Called::new, ticket, called);
    tx.sql()
        .sql(
            "insert into ticket_call (event_id, ticket, hall, window_no, number, area, attempt,"
                + " called_at, business_day, reason) values (:event, :ticket, :hall, :no, :number,"
                + " :area, :attempt, :at, :day, :reason)")
        .param("event", call.id())
        .param("ticket", called.id())
        .param("hall", hall.id())
        .param("no", live.no())
        .param("number", called.number())
        .param("area", config.area())
        .param("attempt", called.calls())
        .param("at", tx.millis())
        .param("day", called.day().toString())
        .param("reason", reason == null ? null : reason.name())
        .update();
  }

  /**
   * Changes the state and tells it. Nobody waits any more for a window alone that does not call.
   */
  void enter(Function<WindowFacts, WindowEvent> event, WindowState state, String reason) {
    live = live.in(state, reason, tx.millis());
    LiveWindows.save(tx, live);
    if (!state.working()) {
      line.freeTargets(live.no(), actor);
    }
    var facts = new WindowFacts(live.no(), WindowFacts.State.valueOf(state.name()));
    tx.append(hall.id(), event.apply(facts), actor);
  }

  /** Whoever acts takes over a window at work that nobody has. */
  void takeOver(Function<String, String> name) {
    if (live.clerk() == null && live.state().working()) {
      staff(actor, name.apply(actor));
      enter(WindowEvent.Opened::new, live.state(), null);
    }
  }

  /**
   * The clerk is gone, and nothing more is done in their name.
   *
   * @return whether the window pauses now, since it was free
   */
  boolean desert() {
    staff(null, null);
    boolean pauses = live.state().working() && present().isEmpty();
    if (pauses) {
      enter(WindowEvent.Paused::new, WindowState.PAUSED, null);
    } else {
      LiveWindows.save(tx, live);
    }
    return pauses;
  }

  /** Says who sits here from now on; stored with the next {@link #enter}. */
  void staff(String username, String name) {
    live = live.staffedBy(username, name);
  }
}
