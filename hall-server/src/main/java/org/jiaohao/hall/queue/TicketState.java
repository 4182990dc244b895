package org.jiaohao.hall.queue;

import java.util.EnumSet;
import java.util.Set;

/** Life cycle of a ticket (N02). */
public enum TicketState {
  /** Drawn, in line. */
  WAITING("waiting", "等候中"),
  /** Called to a window, nobody there yet. */
  CALLED("called", "已呼叫"),
  /** Being served. */
  SERVING("being served", "办理中"),
  /** Served. */
  DONE("done", "已办结"),
  /** Called, but nobody came. */
  NO_SHOW("missed", "已过号"),
  /** In line again after a no-show. */
  REQUEUED("in line again", "已重新排队"),
  /** Passed on; only seen in the history, the ticket is WAITING in the target at once. */
  TRANSFERRED("passed on", "已转移"),
  /** The citizen fills a form and comes back to the window. */
  HELD("on hold", "已挂起"),
  /** Given up before being served. */
  CANCELLED("cancelled", "已取消"),
  /** Closed by the end of the business day or by the no-show policy. */
  EXPIRED("expired", "已失效");

  private static final Set<TicketState> FINAL = EnumSet.of(DONE, CANCELLED, EXPIRED);

  private final String en;
  private final String zh;

  TicketState(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  /** How an English error text says it. */
  public String en() {
    return en;
  }

  /** How a Chinese error text says it. */
  public String zh() {
    return zh;
  }

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
