package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;

/**
 * Whether an agent runs. A late will of an older session is ignored.
 *
 * @param session id of this connection of the agent
 * @param state INIT, READY, DEGRADED, OFFLINE or LOST
 * @param since when the state began; for LOST the start of the connection that was lost, since a
 *     will is written in advance
 * @param clockOffsetMillis the agent's clock minus the server's, as the agent measured it by the
 *     header {@code X-Hall-Time} of the server's answers; null while it has not measured
 */
public record AgentState(
    String session, String state, OffsetDateTime since, Long clockOffsetMillis) {}
