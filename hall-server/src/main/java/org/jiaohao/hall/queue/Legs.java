package org.jiaohao.hall.queue;

import org.jiaohao.hall.store.Tx;

/**
 * Legs that ended, one row each; none is changed afterwards. A service time is {@code ended_at -
 * started_at} of a leg that started: what was not started is not measured, and a hold is a leg of
 * its own.
 */
final class Legs {
  private final Tx tx;

  Legs(Tx tx) {
    this.tx = tx;
  }

  /** Writes down the leg that a change of its ticket has ended. */
  void ended(StoredTicket before, StoredTicket after) {
    Leg leg = before.leg();
    tx.sql()
        .sql(
            "insert into ticket_leg (ticket, leg, hall, business_day, queue, entry, since,"
                + " window_no, calls, called_at, started_at, ended_at, outcome) values (:ticket,"
                + " :leg, :hall, :day, :queue, :entry, :since, :window, :calls, :calledAt,"
                + " :startedAt, :endedAt, :outcome)")
        .param("ticket", before.id())
        .param("leg", leg.no())
        .param("hall", before.drawn().hall())
        .param("day", before.drawn().day().toString())
        .param("queue", before.queue())
        .param("entry", leg.entry().name())
        .param("since", leg.since())
        .param("window", before.window())
        .param("calls", leg.calls())
        .param("calledAt", leg.firstCalledAt())
        .param("startedAt", leg.startedAt())
        .param("endedAt", tx.millis())
        .param("outcome", outcome(after).name())
        .update();
  }

  /** A ticket that waits again has been passed on. */
  private static TicketState outcome(StoredTicket after) {
    return after.state() == TicketState.WAITING ? TicketState.TRANSFERRED : after.state();
  }
}
