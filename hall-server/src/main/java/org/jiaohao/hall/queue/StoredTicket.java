package org.jiaohao.hall.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jiaohao.hall.problem.Problem;

/**
 * A ticket as stored. Its methods are the only way to change it: each returns the changed ticket or
 * throws a 409 problem. Times are epoch milliseconds.
 */
public record StoredTicket(
    String id,
    String hall,
    LocalDate day,
    String prefix,
    int serial,
    String number,
    String queue,
    String item,
    TicketState state,
    long position,
    boolean priority,
    String priorityReason,
    String source,
    String window,
    String targetWindow,
    int calls,
    int reactivated,
    long drawnAt,
    Long calledAt,
    Long firstCalledAt,
    Long startedAt,
    Long endedAt,
    String reason,
    String paper) {

  static StoredTicket read(ResultSet row) throws SQLException {
    return new StoredTicket(
        row.getString("id"),
        row.getString("hall"),
        LocalDate.parse(row.getString("business_day")),
        row.getString("prefix"),
        row.getInt("serial"),
        row.getString("number"),
        row.getString("queue"),
        row.getString("item"),
        TicketState.valueOf(row.getString("state")),
        row.getLong("position"),
        row.getInt("priority") == 1,
        row.getString("priority_reason"),
        row.getString("source"),
        row.getString("window_no"),
        row.getString("target_window"),
        row.getInt("calls"),
        row.getInt("reactivated"),
        row.getLong("drawn_at"),
        time(row, "called_at"),
        time(row, "first_called_at"),
        time(row, "started_at"),
        time(row, "ended_at"),
        row.getString("reason"),
        row.getString("paper"));
  }

  private static Long time(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** Called, or called again, to a window. */
  public StoredTicket callTo(String windowNo, long now) {
    Draft next = draft(TicketState.CALLED);
    next.window = windowNo;
    next.targetWindow = null;
    next.calls = calls + 1;
    next.calledAt = now;
    next.firstCalledAt = firstCalledAt == null ? Long.valueOf(now) : firstCalledAt;
    return next.build();
  }

  /** The citizen is there; also brings a held ticket back to a window. */
  public StoredTicket start(String windowNo, long now) {
    Draft next = draft(TicketState.SERVING);
    next.window = windowNo;
    next.startedAt = startedAt == null ? Long.valueOf(now) : startedAt;
    return next.build();
  }

  /** Served. A ticket that was only called counts as served from its call on. */
  public StoredTicket finish(long now) {
    if (state == TicketState.CALLED) {
      return start(window, calledAt).finish(now);
    }
    Draft next = draft(TicketState.DONE);
    next.endedAt = now;
    return next.build();
  }

  /** Nobody came. */
  public StoredTicket miss() {
    return draft(TicketState.NO_SHOW).build();
  }

  /** Back in line after a no-show, at a position of the line. */
  public StoredTicket requeue(long newPosition) {
    Draft next = draft(TicketState.REQUEUED);
    next.position = newPosition;
    next.window = null;
    next.calls = 0;
    next.reactivated = reactivated + 1;
    return next.build();
  }

  /** The citizen fills a form and comes back. */
  public StoredTicket hold() {
    return draft(TicketState.HELD).build();
  }

  /** To another queue, or to one window of it; same number. */
  public StoredTicket transfer(String newQueue, String newTargetWindow, long newPosition) {
    Draft next = draft(TicketState.WAITING);
    next.queue = newQueue;
    next.window = null;
    next.targetWindow = newTargetWindow;
    next.position = newPosition;
    next.calls = 0;
    return next.build();
  }

  /** With priority for a recorded reason. */
  public StoredTicket prioritise(String newReason) {
    if (!state.inLine()) {
      throw illegal(state);
    }
    Draft next = new Draft(this, state);
    next.priority = true;
    next.priorityReason = newReason;
    return next.build();
  }

  /** Given up. */
  public StoredTicket cancel(String why, long now) {
    return end(TicketState.CANCELLED, why, now);
  }

  /** Closed by the day's end or by the no-show policy. */
  public StoredTicket expire(String why, long now) {
    return end(TicketState.EXPIRED, why, now);
  }

  private StoredTicket end(TicketState last, String why, long now) {
    Draft next = draft(last);
    next.endedAt = now;
    next.reason = why;
    return next.build();
  }

  private Draft draft(TicketState next) {
    if (!state.allows(next)) {
      throw illegal(next);
    }
    return new Draft(this, next);
  }

  private Problem illegal(TicketState next) {
    return Problem.conflict(
        "illegal-transition",
        "Ticket %s is %s and cannot become %s. Look at its present state and choose again."
            .formatted(number, state, next),
        "号票 %s 当前状态为 %s，不能变为 %s，请核对后重新操作。".formatted(number, state, next));
  }

  /** Collects the members that differ. */
  private static final class Draft {
    private final StoredTicket from;
    private final TicketState state;
    private String queue;
    private long position;
    private boolean priority;
    private String priorityReason;
    private String window;
    private String targetWindow;
    private int calls;
    private int reactivated;
    private Long calledAt;
    private Long firstCalledAt;
    private Long startedAt;
    private Long endedAt;
    private String reason;

    Draft(StoredTicket from, TicketState state) {
      this.from = from;
      this.state = state;
      this.queue = from.queue;
      this.position = from.position;
      this.priority = from.priority;
      this.priorityReason = from.priorityReason;
      this.window = from.window;
      this.targetWindow = from.targetWindow;
      this.calls = from.calls;
      this.reactivated = from.reactivated;
      this.calledAt = from.calledAt;
      this.firstCalledAt = from.firstCalledAt;
      this.startedAt = from.startedAt;
      this.endedAt = from.endedAt;
      this.reason = from.reason;
    }

    StoredTicket build() {
      return new StoredTicket(
          from.id,
          from.hall,
          from.day,
          from.prefix,
          from.serial,
          from.number,
          queue,
          from.item,
          state,
          position,
          priority,
          priorityReason,
          from.source,
          window,
          targetWindow,
          calls,
          reactivated,
          from.drawnAt,
          calledAt,
          firstCalledAt,
          startedAt,
          endedAt,
          reason,
          from.paper);
    }
  }
}
