package org.jiaohao.hall.window;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketEvent.Expired.Cause;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Account;
import org.jiaohao.hall.identity.Accounts;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.NoShowPolicy;
import org.jiaohao.hall.queue.StoredTicket;
import org.jiaohao.hall.queue.TicketState;
import org.jiaohao.hall.store.WritePath;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What a clerk does at a window (R041). Every action is one command; one that the present state
 * does not allow is refused with a 409 problem and changes nothing.
 */
@Component
public class Windows {
  private static final Set<WindowState> AWAY =
      Set.of(WindowState.PAUSED, WindowState.SHORT_LEAVE, WindowState.OVERDUE, WindowState.LUNCH);

  private final WritePath writes;
  private final Halls halls;
  private final WindowViews views;
  private final NoShowPolicy policy;
  private final Duration doublePress;
  private final BusinessDays days;
  private final Accounts accounts;

  Windows(
      WritePath writes,
      Halls halls,
      WindowViews views,
      NoShowPolicy policy,
      @Value("${jiaohao.double-press}") Duration doublePress,
      BusinessDays days,
      Accounts accounts) {
    this.writes = writes;
    this.halls = halls;
    this.views = views;
    this.policy = policy;
    this.doublePress = doublePress;
    this.days = days;
    this.accounts = accounts;
  }

  /**
   * Calls the next ticket, after finishing the one in service. A second press within {@code
   * jiaohao.double-press} is the same press: it changes nothing.
   *
   * @return the window with its new ticket; without a ticket when nobody waits
   */
  public WindowInfo next(String hall, String no, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          Optional<StoredTicket> present = desk.present();
          if (present.isPresent()) {
            StoredTicket current = present.get();
            if (samePress(current, desk.now())) {
              return;
            }
            desk.apply(TicketEvent.Finished::new, current, current.finish(desk.now()));
          }
          desk.line().first(desk.live().no(), desk.queues()).ifPresent(desk::call);
        });
  }

  private boolean samePress(StoredTicket current, long now) {
    long age = now - current.calledAt();
    return current.state() == TicketState.CALLED
        && current.calls() == 1
        && age >= 0
        && age < doublePress.toMillis();
  }

  /** Calls the same ticket again. */
  public WindowInfo recall(String hall, String no, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          StoredTicket ticket = desk.ticket();
          if (ticket.state() != TicketState.CALLED) {
            throw Problem.conflict(
                "illegal-transition",
                "Ticket " + ticket.number() + " is already being served.",
                "号票 " + ticket.number() + " 已在办理，不能重呼。");
          }
          desk.call(ticket);
        });
  }

  /** The citizen is there. */
  public WindowInfo start(String hall, String no, String actor) {
    return onTicket(
        hall, no, actor, TicketEvent.Started::new, (t, now) -> t.start(t.window(), now));
  }

  /** The citizen was served. */
  public WindowInfo finish(String hall, String no, String actor) {
    return onTicket(hall, no, actor, TicketEvent.Finished::new, StoredTicket::finish);
  }

  /** The citizen fills a form and comes back. */
  public WindowInfo hold(String hall, String no, String actor) {
    return onTicket(hall, no, actor, TicketEvent.Held::new, (t, now) -> t.hold());
  }

  /** Changes the window's ticket. */
  private WindowInfo onTicket(
      String hall,
      String no,
      String actor,
      Function<TicketFacts, TicketEvent> event,
      TicketChange change) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          StoredTicket ticket = desk.ticket();
          desk.apply(event, ticket, change.apply(ticket, desk.now()));
        });
  }

  private interface TicketChange {
    StoredTicket apply(StoredTicket ticket, long now);
  }

  /** Nobody came; what follows is the policy of N03. */
  public WindowInfo noShow(String hall, String no, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          StoredTicket ticket = desk.ticket();
          policy.check(ticket, desk.now());
          StoredTicket missed = ticket.miss();
          desk.apply(TicketEvent.Missed::new, ticket, missed);
          switch (policy.mode()) {
            case REACTIVATE -> {}
            case PUSH_BACK -> pushBack(desk, missed);
            case VOID ->
                desk.apply(expired(Cause.NO_SHOW), missed, missed.expire("no-show", desk.now()));
          }
        });
  }

  private void pushBack(WindowDesk desk, StoredTicket missed) {
    if (missed.reactivated() > 0) {
      desk.apply(expired(Cause.NO_SHOW), missed, missed.expire("no-show", desk.now()));
      return;
    }
    long position = desk.line().positionBehind(missed.queue(), policy.places());
    desk.apply(TicketEvent.Requeued::new, missed, missed.requeue(position));
  }

  private static Function<TicketFacts, TicketEvent> expired(Cause cause) {
    return facts -> new TicketEvent.Expired(facts, cause);
  }

  /** Brings a held ticket back to this window. */
  public WindowInfo callBack(String hall, String no, String ticketId, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          desk.mustBeFree();
          StoredTicket held = desk.line().get(ticketId);
          desk.apply(TicketEvent.Resumed::new, held, held.start(desk.live().no(), desk.now()));
        });
  }

  /**
   * Passes the window's ticket on, keeping its number (R081).
   *
   * @param to where it goes
   */
  public WindowInfo transfer(String hallId, String no, TransferTo to, String actor) {
    Hall hall = halls.get(hallId);
    String queue = to.queueIn(hall);
    return at(
        hallId,
        no,
        actor,
        desk -> {
          StoredTicket ticket = desk.ticket();
          long position =
              switch (to.place()) {
                case FRONT -> desk.line().positionBehind(queue, 0);
                case ARRIVAL -> ticket.position();
                case BACK -> desk.line().tail();
              };
          desk.apply(
              facts -> new TicketEvent.Transferred(facts, ticket.queue(), no),
              ticket,
              ticket.transfer(queue, to.window(), position));
        });
  }

  /** Opens the window for this clerk, or hands it over to them. */
  public WindowInfo open(String hall, String no, String actor) {
    String name = accounts.find(actor).map(Account::name).orElse(actor);
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.staff(actor, name);
          desk.enter(WindowEvent.Opened::new, WindowState.OPEN, null);
        });
  }

  /** Closes the window and signs the clerk off. */
  public WindowInfo close(String hall, String no, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.mustBeFree();
          desk.staff(null, null);
          desk.freeTargets();
          desk.enter(WindowEvent.Closed::new, WindowState.CLOSED, null);
        });
  }

  /** Pauses with a reason (R094); the reason {@code lunch} shows 午间休息. */
  public WindowInfo pause(String hall, String no, String reason, String actor) {
    return leave(
        hall, no, "lunch".equals(reason) ? WindowState.LUNCH : WindowState.PAUSED, reason, actor);
  }

  /** A short leave of at most three minutes (R095). */
  public WindowInfo shortLeave(String hall, String no, String actor) {
    return leave(hall, no, WindowState.SHORT_LEAVE, null, actor);
  }

  private WindowInfo leave(String hall, String no, WindowState state, String reason, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          desk.mustBeFree();
          desk.freeTargets();
          desk.enter(WindowEvent.Paused::new, state, reason);
        });
  }

  /** Ends a pause or a leave. */
  public WindowInfo resume(String hall, String no, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          if (!AWAY.contains(desk.live().state())) {
            throw Problem.conflict(
                "window-not-paused", "Window " + no + " is not paused.", no + "号窗口没有处于暂停或暂离状态。");
          }
          desk.enter(WindowEvent.Resumed::new, WindowState.OPEN, null);
        });
  }

  private WindowInfo at(String hallId, String no, String actor, Consumer<WindowDesk> action) {
    Hall hall = halls.get(hallId);
    Hall.Window config = window(hall, no);
    writes.run(
        tx -> {
          days.roll(tx, hallId);
          action.accept(new WindowDesk(tx, hall, config, actor));
          return null;
        });
    return views.get(hallId, no);
  }

  static Hall.Window window(Hall hall, String no) {
    Optional<Hall.Window> found = hall.window(no);
    return found.orElseThrow(
        () ->
            Problem.notFound(
                "unknown-window",
                "Hall " + hall.id() + " has no window '" + no + "'.",
                "本大厅没有“" + no + "”号窗口。"));
  }
}
