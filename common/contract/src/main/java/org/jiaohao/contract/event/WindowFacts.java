package org.jiaohao.contract.event;

import java.util.Objects;

/**
 * A window as an event left it. The clerk is the event's actor; no name stands here.
 *
 * @param no window number
 * @param state its state
 */
public record WindowFacts(String no, State state) {
  /** State of a window. */
  public enum State {
    CLOSED,
    OPEN,
    BUSY,
    PAUSED,
    SHORT_LEAVE,
    OVERDUE,
    LUNCH,
    OVERTIME,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** An unknown state is {@link State#UNKNOWN}. */
  public WindowFacts {
    Objects.requireNonNull(no, "no");
    state = state == null ? State.UNKNOWN : state;
  }
}
