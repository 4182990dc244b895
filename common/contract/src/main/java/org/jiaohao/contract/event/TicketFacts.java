package org.jiaohao.contract.event;

import java.util.Objects;

/**
 * A ticket as an event left it; no personal data.
 *
 * @param id ticket id
 * @param number ticket number, for example {@code A001}
 * @param queue queue id
 * @param item item code, or null
 * @param state its state
 * @param window window number, or null
 * @param area area code of that window, or null
 * @param attempt number of the call, 0 when it was never called
 * @param waiting people waiting in the queue
 */
public record TicketFacts(
    String id,
    String number,
    String queue,
    String item,
    State state,
    String window,
    String area,
    int attempt,
    int waiting) {

  /** Life cycle of a ticket (N02). */
  public enum State {
    WAITING,
    CALLED,
    SERVING,
    DONE,
    NO_SHOW,
    REQUEUED,
    TRANSFERRED,
    HELD,
    CANCELLED,
    EXPIRED,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** An unknown state is {@link State#UNKNOWN}. */
  public TicketFacts {
    Objects.requireNonNull(id, "id");
    state = state == null ? State.UNKNOWN : state;
  }
}
