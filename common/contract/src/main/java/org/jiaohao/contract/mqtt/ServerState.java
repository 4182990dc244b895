package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * Whether the hall server runs. A new {@code session} asks agents to publish their state again.
 *
 * @param session id of this run of the server
 * @param state whether it runs
 * @param since when the state began
 */
public record ServerState(String session, State state, OffsetDateTime since) {
  /** Whether the hall server runs. */
  public enum State {
    READY,
    /** It was shut down. */
    OFFLINE,
    /** Its connection broke; written in advance as the will. */
    LOST,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** There is a session; an unknown state is {@link State#UNKNOWN}. */
  public ServerState {
    Objects.requireNonNull(session, "session");
    state = state == null ? State.UNKNOWN : state;
  }
}
