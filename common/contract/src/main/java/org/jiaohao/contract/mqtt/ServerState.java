package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;

/**
 * Whether the hall server runs. A new {@code session} asks agents to publish their state again.
 *
 * @param session id of this run of the server
 * @param state READY, OFFLINE or LOST
 * @param since when the state began
 */
public record ServerState(String session, String state, OffsetDateTime since) {}
