package org.jiaohao.hall.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jiaohao.hall.problem.Problem;

/**
 * A ticket as stored. Its methods are the only way to change it: each returns the changed ticket or
 * throws a 409 problem. Which ticket a window has is said here and nowhere else: the one that is
 * {@link TicketState#atWindow at} it.
 *
 * @param drawn what never changes
 * @param queue queue it stands or stood in last
 * @param state state
 * @param position place in line; smaller is earlier
 * @param priorityReason why it has priority, or null (N07)
 * @param window window that called it last on this leg, or null
 * @param target the only window that may call it, or null (R081)
 * @param requeued how often it was queued again after a no-show
 * @param leg the leg it is on, or was on last
 * @param endedAt epoch milliseconds, or null
 * @param reason why it ended, or null
 */
public record StoredTicket(
    Drawn drawn,
    String queue,
    TicketState state,
    long position,
    String priorityReason,
    String window,
    String target,
    int requeued,
    Leg leg,
    Long endedAt,
    String reason) {

  static StoredTicket draw(Drawn drawn, String queue, String priorityReason) {
    return new StoredTicket(
        drawn,
        queue,
        TicketState.WAITING,
        drawn.arrival(),
        priorityReason,
        null,
        null,
        0,
        Leg.first(drawn.at()),
        null,
        null);
  }

  static StoredTicket read(ResultSet row) throws SQLException {
    return new StoredTicket(
        new Drawn(
            row.getString("id"),
            row.getString("hall"),
            LocalDate.parse(row.getString("business_day")),
            row.getString("prefix"),
            row.getInt("serial"),
            row.getString("number"),
            row.getString("item"),
            row.getString("source"),
            row.getLong("drawn_at"),
            row.getLong("arrival"),
            row.getString("paper")),
        row.getString("queue"),
        TicketState.valueOf(row.getString("state")),
        row.getLong("position"),
        row.getString("priority_reason"),
        row.getString("window_no"),
        row.getString("target_window"),
        row.getInt("reactivated"),
        new Leg(
            row.getInt("leg"),
            Leg.Entry.valueOf(row.getString("leg_entry")),
            row.getLong("leg_since"),
            row.getInt("calls"),
            time(row, "first_called_at"),
            time(row, "called_at"),
            time(row, "started_at")),
        time(row, "ended_at"),
        row.getString("reason"));
  }

  private static Long time(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** Ticket id. */
  public String id() {
    return drawn.id();
  }

  /** Number as people say it. */
  public String number() {
    return drawn.number();
  }

  /** Business day the number belongs to. */
  public LocalDate day() {
    return drawn.day();
  }

  /** Whether it has priority. */
  public boolean priority() {
    return priorityReason != null;
  }

  /** Calls on this leg. */
  public int calls() {
    return leg.calls();
  }

  /** Last call on this leg, epoch milliseconds, or null. */
  public Long calledAt() {
    return leg.calledAt();
  }

  /** Begin of the service on this leg, epoch milliseconds, or null. */
  public Long startedAt() {
    return leg.startedAt();
  }

  /** Called, or called again, to a window. */
  public StoredTicket callTo(String windowNo, long now) {
    return in(TicketState.CALLED).at(windowNo, null).on(leg.called(now));
  }

  /** The citizen whom a window called is there. */
  public StoredTicket start(long now) {
    mustBe(TicketState.CALLED);
    return in(TicketState.SERVING).on(leg.started(now));
  }

  /** A held ticket comes to a window; one that another window has called stays there. */
  public StoredTicket resume(String windowNo, long now) {
    mustBe(TicketState.HELD);
    return in(TicketState.SERVING).at(windowNo, null).on(leg.started(now));
  }

  /** Served. */
  public StoredTicket finish(long now) {
    mustHaveStarted();
    return in(TicketState.DONE).ended(now, null);
  }

  /** Refuses while the citizen was called and nobody has said that they came. */
  public void mustHaveStarted() {
    if (state == TicketState.CALLED) {
      throw Problem.conflict(
          "ticket-not-started",
          ("Ticket %s was called but not started. Press start when the citizen is there, recall to"
                  + " call again, or no-show when nobody comes.")
              .formatted(number()),
          "号票 %s 已呼叫但尚未开始办理。人已到请按“开始办理”，未到请按“重呼”，始终未到请按“过号”。".formatted(number()));
    }
  }

  /** Nobody came. */
  public StoredTicket miss() {
    return in(TicketState.NO_SHOW);
  }

  /** Back in line after a no-show, at a position of the line. */
  public StoredTicket requeue(long newPosition, long now) {
    StoredTicket next =
        in(TicketState.REQUEUED).at(null, null).on(leg.next(Leg.Entry.REQUEUED, now));
    return next.stand(queue, newPosition, requeued + 1);
  }

  /** The citizen fills a form and comes back. */
  public StoredTicket hold(long now) {
    return in(TicketState.HELD).on(leg.next(Leg.Entry.HELD, now));
  }

  /** To another queue, or to one window of it; same number. */
  public StoredTicket transfer(String newQueue, String newTarget, long newPosition, long now) {
    StoredTicket next =
        in(TicketState.WAITING).at(null, newTarget).on(leg.next(Leg.Entry.TRANSFERRED, now));
    return next.stand(newQueue, newPosition, requeued);
  }

  /** Every window of its queue may call it again, in its place. */
  public StoredTicket untarget() {
    return at(window, null);
  }

  /** With priority for a recorded reason. */
  public StoredTicket prioritise(String newReason) {
    if (!state.inLine()) {
      throw Problem.conflict(
          "illegal-transition",
          "Only who waits can get priority. Ticket %s %s".formatted(number(), situationEn()),
          "只有等候中的号票可以设为优先。号票 %s %s".formatted(number(), situationZh()));
    }
    return new StoredTicket(
        drawn, queue, state, position, newReason, window, target, requeued, leg, endedAt, reason);
  }

  /** Given up. */
  public StoredTicket cancel(String why, long now) {
    return in(TicketState.CANCELLED).ended(now, why);
  }

  /** Closed by the day's end or by the no-show policy. */
  public StoredTicket expire(String why, long now) {
    return in(TicketState.EXPIRED).ended(now, why);
  }

  private void mustBe(TicketState now) {
    if (state != now) {
      throw illegal();
    }
  }

  private Problem illegal() {
    return Problem.conflict(
        "illegal-transition",
        "This cannot be done now. Ticket %s %s".formatted(number(), situationEn()),
        "现在不能这样操作。号票 %s %s".formatted(number(), situationZh()));
  }

  /** What it is and what can be done with it. */
  private String situationEn() {
    return switch (state) {
      case WAITING, REQUEUED, TRANSFERRED -> "waits in line: call it first.";
      case CALLED -> "was called to window %s: go on with it there.".formatted(window);
      case SERVING -> "is being served at window %s: go on with it there.".formatted(window);
      case HELD -> "is on hold: call it back at a window of its queue, or cancel it.";
      case NO_SHOW -> "missed its call: put it in line again, or cancel it.";
      case DONE -> "is done: draw a new number.";
      case CANCELLED -> "was cancelled: draw a new number.";
      case EXPIRED -> "is no longer valid: draw a new number.";
    };
  }

  private String situationZh() {
    return switch (state) {
      case WAITING, REQUEUED, TRANSFERRED -> "正在排队，请先呼叫。";
      case CALLED -> "已呼叫到%s号窗口，请在该窗口继续办理。".formatted(window);
      case SERVING -> "正在%s号窗口办理，请在该窗口继续。".formatted(window);
      case HELD -> "已挂起，请在办理该业务的窗口召回，或取消。";
      case NO_SHOW -> "已过号，请重新排队，或取消。";
      case DONE -> "已办结，请重新取号。";
      case CANCELLED -> "已取消，请重新取号。";
      case EXPIRED -> "已失效，请重新取号。";
    };
  }

  private StoredTicket in(TicketState next) {
    if (!state.allows(next)) {
      throw illegal();
    }
    return new StoredTicket(
        drawn,
        queue,
        next,
        position,
        priorityReason,
        window,
        target,
        requeued,
        leg,
        endedAt,
        reason);
  }

  private StoredTicket at(String newWindow, String newTarget) {
    return new StoredTicket(
        drawn,
        queue,
        state,
        position,
        priorityReason,
        newWindow,
        newTarget,
        requeued,
        leg,
        endedAt,
        reason);
  }

  private StoredTicket stand(String newQueue, long newPosition, int timesRequeued) {
    return new StoredTicket(
        drawn,
        newQueue,
        state,
        newPosition,
        priorityReason,
        window,
        target,
        timesRequeued,
        leg,
        endedAt,
        reason);
  }

  private StoredTicket on(Leg newLeg) {
    return new StoredTicket(
        drawn,
        queue,
        state,
        position,
        priorityReason,
        window,
        target,
        requeued,
        newLeg,
        endedAt,
        reason);
  }

  private StoredTicket ended(long now, String why) {
    return new StoredTicket(
        drawn, queue, state, position, priorityReason, window, target, requeued, leg, now, why);
  }
}
