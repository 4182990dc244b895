package org.jiaohao.hall.window;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Account;
import org.jiaohao.hall.identity.Accounts;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.NoShowPolicy;
import org.jiaohao.hall.queue.ServingWindows;
import org.jiaohao.hall.queue.StoredTicket;
import org.jiaohao.hall.queue.TicketState;
import org.jiaohao.hall.queue.TransferTo;
import org.jiaohao.hall.store.WritePath;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What a clerk does at a window (R041). Every action is one command; one that the present state
 * does not allow is refused with a 409 problem and changes nothing. An actor of null, as at a pad,
 * is whoever has the window.
 */
@Component
public class Windows {
  private final WritePath writes;
  private final Halls halls;
  private final WindowViews views;
  private final ServingWindows serving;
  private final NoShowPolicy policy;
  private final Duration doublePress;
  private final BusinessDays days;
  private final Accounts accounts;

  /** Id of the ticket that whoever presses sees at the window, empty for none; null: unknown. */
  private final String shown;

  @Autowired
  Windows(
      WritePath writes,
      Halls halls,
      WindowViews views,
      ServingWindows serving,
      NoShowPolicy policy,
      @Value("${jiaohao.double-press}") Duration doublePress,
      BusinessDays days,
      Accounts accounts) {
    this(writes, halls, views, serving, policy, doublePress, days, accounts, null);
  }

  private Windows(
      WritePath writes,
      Halls halls,
      WindowViews views,
      ServingWindows serving,
      NoShowPolicy policy,
      Duration doublePress,
      BusinessDays days,
      Accounts accounts,
      String shown) {
    this.writes = writes;
    this.halls = halls;
    this.views = views;
    this.serving = serving;
    this.policy = policy;
    this.doublePress = doublePress;
    this.days = days;
    this.accounts = accounts;
    this.shown = shown;
  }

  /**
   * The same for somebody who sees a ticket at the window: when it has another one by now, nothing
   * is done, since the press meant the one that was seen.
   *
   * @param ticket its id, empty when none is seen, null when nobody looks, as at a pad
   */
  public Windows showing(String ticket) {
    return new Windows(writes, halls, views, serving, policy, doublePress, days, accounts, ticket);
  }

  /**
   * Calls the next ticket, after finishing the one in service; one that was only called is never
   * booked as served, but refused with {@code ticket-not-started}. A second press within {@code
   * jiaohao.double-press} is the same press: it changes nothing.
   *
   * @return the window with its new ticket; without a ticket when nobody waits
   */
  public WindowInfo next(String hall, String no, String actor) {
    return serve(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          Optional<StoredTicket> present = desk.present();
          if (present.isPresent()) {
            StoredTicket current = present.get();
            if (current.state() == TicketState.CALLED
                && current.calls() == 1
                && samePress(current.calledAt(), desk)) {
              return;
            }
            desk.change(TicketEvent.Finished::new, t -> t.finish(desk.now()));
          }
          desk.callNext();
        });
  }

  /** Whether what a key did a moment ago, at {@code before}, was done by the same press. */
  private boolean samePress(Long before, WindowDesk desk) {
    long age = desk.now() - before;
    return age >= 0 && age < doublePress.toMillis();
  }

  /** Whether the ticket that whoever presses sees has left this way by the same press. */
  private boolean samePress(TicketState how, WindowDesk desk) {
    return desk.leftJustNow(how, doublePress)
        .filter(ticket -> shown == null || shown.equals(ticket))
        .isPresent();
  }

  /** Calls the same ticket again. A second press is the same press. */
  public WindowInfo recall(String hall, String no, String actor) {
    return serve(
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
          if (ticket.calls() > 1 && samePress(ticket.calledAt(), desk)) {
            return;
          }
          desk.recall(ticket);
        });
  }

  /** The citizen is there. A second press is the same press. */
  public WindowInfo start(String hall, String no, String actor) {
    return serve(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          StoredTicket ticket = desk.ticket();
          boolean again =
              ticket.state() == TicketState.SERVING && samePress(ticket.startedAt(), desk);
          if (!again) {
            desk.change(TicketEvent.Started::new, t -> t.start(desk.now()));
          }
        });
  }

  /** The citizen was served. A second press is the same press. */
  public WindowInfo finish(String hall, String no, String actor) {
    return serve(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          if (samePress(TicketState.DONE, desk)) {
            return;
          }
          desk.change(TicketEvent.Finished::new, t -> t.finish(desk.now()));
        });
  }

  /**
   * What the call key of a pad does: back at work after a pause; the citizen is there, while one is
   * only called; and otherwise the next one. So a clerk with that key alone never books somebody as
   * served who did not come, and presses it twice for each citizen.
   */
  WindowInfo callKey(String hall, String no) {
    return serve(
        hall,
        no,
        null,
        desk -> {
          Optional<StoredTicket> present = desk.present();
          boolean called = present.map(t -> t.state() == TicketState.CALLED).orElse(false);
          Long before =
              present
                  .map(t -> called ? t.calledAt() : t.startedAt())
                  .orElseGet(() -> desk.live().since());
          if (samePress(before, desk)) {
            return;
          }
          if (desk.live().state().away()) {
            desk.enter(WindowEvent.Resumed::new, WindowState.OPEN, null);
            return;
          }
          desk.mustWork();
          if (called) {
            desk.change(TicketEvent.Started::new, t -> t.start(desk.now()));
          } else {
            if (present.isPresent()) {
              desk.change(TicketEvent.Finished::new, t -> t.finish(desk.now()));
            }
            desk.callNext();
          }
        });
  }

  /** What the pause key of a pad does: pause, and back again. */
  WindowInfo pauseKey(String hall, String no) {
    return serve(
        hall,
        no,
        null,
        desk -> {
          if (samePress(desk.live().since(), desk)) {
            return;
          }
          if (desk.live().state().away()) {
            desk.enter(WindowEvent.Resumed::new, WindowState.OPEN, null);
          } else {
            desk.leave(WindowState.PAUSED, null);
          }
        });
  }

  /** The citizen fills a form and comes back. A second press is the same press. */
  public WindowInfo hold(String hall, String no, String actor) {
    return serve(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          if (samePress(TicketState.HELD, desk)) {
            return;
          }
          desk.change(TicketEvent.Held::new, t -> t.hold(desk.now()));
        });
  }

  /** Nobody came; what follows is the policy of N03. A second press is the same press. */
  public WindowInfo noShow(String hall, String no, String actor) {
    return serve(
        hall,
        no,
        actor,
        desk -> {
          if (samePress(TicketState.NO_SHOW, desk)) {
            return;
          }
          desk.miss(policy);
        });
  }

  /**
   * Brings a held ticket back to this window: the one it left, or another one of its queue. A
   * second press is the same press.
   */
  public WindowInfo callBack(String hall, String no, String ticketId, String actor) {
    return serve(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          boolean again =
              desk.present()
                  .filter(ticket -> ticket.id().equals(ticketId))
                  .filter(ticket -> ticket.state() == TicketState.SERVING)
                  .filter(ticket -> samePress(ticket.startedAt(), desk))
                  .isPresent();
          if (again) {
            return;
          }
          desk.mustBeFree();
          StoredTicket held = desk.line().get(ticketId);
          desk.mustServe(held);
          desk.apply(TicketEvent.Resumed::new, held, held.resume(desk.live().no(), desk.now()));
        });
  }

  /**
   * Passes the window's ticket on, keeping its number (R081).
   *
   * @param to where it goes
   */
  public WindowInfo transfer(String hall, String no, TransferTo to, String actor) {
    return serve(
        hall,
        no,
        actor,
        desk -> {
          desk.mustWork();
          desk.transfer(desk.ticket(), to, serving);
        });
  }

  /** Opens the window for this clerk, or hands it over to them. */
  public WindowInfo open(String hall, String no, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.staff(actor, nameOf(actor));
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
          desk.enter(WindowEvent.Closed::new, WindowState.CLOSED, null);
        });
  }

  /** Pauses with a reason (R094); the reason {@code lunch} shows 午间休息. */
  public WindowInfo pause(String hall, String no, String reason, String actor) {
    WindowState state = "lunch".equals(reason) ? WindowState.LUNCH : WindowState.PAUSED;
    return serve(hall, no, actor, desk -> desk.leave(state, reason));
  }

  /** A short leave of at most three minutes (R095). */
  public WindowInfo shortLeave(String hall, String no, String actor) {
    return serve(hall, no, actor, desk -> desk.leave(WindowState.SHORT_LEAVE, null));
  }

  /** Ends a pause or a leave. */
  public WindowInfo resume(String hall, String no, String actor) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          if (!desk.live().state().away()) {
            throw Problem.conflict(
                "window-not-paused",
                "Window " + desk.live().no() + " is not paused.",
                desk.live().no() + "号窗口没有处于暂停或暂离状态。");
          }
          if (desk.live().clerk() == null) { // the one before has signed out
            desk.staff(actor, nameOf(actor));
          }
          desk.enter(WindowEvent.Resumed::new, WindowState.OPEN, null);
        });
  }

  private String nameOf(String actor) {
    return accounts.find(actor).map(Account::name).orElse(actor);
  }

  /** Work at the window: whoever does it has the window from then on, if nobody has it. */
  private WindowInfo serve(String hall, String no, String actor, Consumer<WindowDesk> action) {
    return at(
        hall,
        no,
        actor,
        desk -> {
          desk.takeOver(this::nameOf);
          action.accept(desk);
        });
  }

  /** The window as the action left it, whatever others have done to it since. */
  private WindowInfo at(String hallId, String no, String actor, Consumer<WindowDesk> action) {
    Hall hall = halls.get(hallId);
    Hall.Window config = hall.knownWindow(no);
    return views.after(
        config,
        writes.run(
            tx -> {
              days.roll(tx, hallId);
              var desk = new WindowDesk(tx, hall, config, actor);
              if (shown != null) {
                desk.mustHaveNoOtherThan(shown);
              }
              action.accept(desk);
              return desk.left();
            }));
  }
}
