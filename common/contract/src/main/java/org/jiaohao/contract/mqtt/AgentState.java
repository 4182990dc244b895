package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;

/**
 * Whether an agent runs. A late will of an older session is ignored.
 *
 * @param session id of this connection of the agent
 * @param instance id of this run of the program, new at every start: one that comes back after
 *     another shows that two programs have the agent's id
 * @param state whether it runs
 * @param since when the state began; for LOST the start of the connection that was lost, since a
 *     will is written in advance
 * @param clockOffsetMillis the agent's clock minus the server's, as the agent measured it by the
 *     header {@code X-Hall-Time} of the server's answers; null while it has not measured
 */
public record AgentState(
    String session, String instance, State state, OffsetDateTime since, Long clockOffsetMillis) {

  /** Whether an agent runs. */
  public enum State {
    /** It was never connected since it began. */
    INIT,
    READY,
    /** A device cannot be used. */
    DEGRADED,
    /** It was shut down. */
    OFFLINE,
    /** Its connection broke; written in advance as the will. */
    LOST,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** An unknown state is {@link State#UNKNOWN}. */
  public AgentState {
    state = state == null ? State.UNKNOWN : state;
  }
}
