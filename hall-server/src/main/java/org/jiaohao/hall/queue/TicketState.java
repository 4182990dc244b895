package org.jiaohao.hall.queue;

import java.util.EnumSet;
import java.util.Set;

/** Life cycle of a ticket (N02). */
public enum TicketState {
  /** Drawn, in line. */
  WAITING,
  /** Called to a window, nobody there yet. */
  CALLED,
  /** Being served. */
  SERVING,
  /** Served. */
  DONE,
  /** Called, but nobody came. */
  NO_SHOW,
  /** In line again after a no-show. */
  REQUEUED,
  /** Passed on; only seen in the history, the ticket is WAITING in the target at once. */
  TRANSFERRED,
  /** The citizen fills a form and comes back to the window. */
  HELD,
  /** Given up before being served. */
  CANCELLED,
  /** Closed by the end of the business day or by the no-show policy. */
  EXPIRED;

  private static final Set<TicketState> FINAL = EnumSet.of(DONE, CANCELLED, EXPIRED);

  /** Whether it stands in line. */
  public boolean inLine() {
    return this == WAITING || this == REQUEUED;
  }

  /** Whether a window has it: it was called there, or is being served. */
  public boolean atWindow() {
    return this == CALLED || this == SERVING;
  }

  /** Whether nothing can follow. */
  public boolean isFinal() {
    return FINAL.contains(this);
  }

  /** Whether {@code next} may follow. */
  boolean allows(TicketState next) {
    return switch (this) {
      case WAITING, REQUEUED -> Set.of(CALLED, CANCELLED, EXPIRED, WAITING).contains(next);
      case CALLED -> Set.of(CALLED, SERVING, NO_SHOW, WAITING, EXPIRED).contains(next);
      case SERVING -> Set.of(DONE, HELD, WAITING, EXPIRED).contains(next);
      case HELD -> Set.of(SERVING, CANCELLED, EXPIRED).contains(next);
      case NO_SHOW -> Set.of(REQUEUED, CANCELLED, EXPIRED).contains(next);
      case TRANSFERRED -> next == WAITING;
      case DONE, CANCELLED, EXPIRED -> false;
    };
  }
}
