package org.jiaohao.contract.http;

import java.time.OffsetDateTime;

/**
 * A change of a ticket, as {@code GET /api/v1/halls/{hall}/tickets/{id}/history} lists them, oldest
 * first (N02).
 *
 * @param at server time
 * @param event what happened, for example {@code ticket-called}
 * @param operator who did it: user name, {@code hall/agent}, or {@code server}
 * @param from state before, null for the first
 * @param to state after
 * @param queue queue id after it
 * @param window number of the window after it, or null
 * @param attempt number of the call, 0 while it was not called
 * @param fromQueue queue it left when it was passed on, else null
 * @param toWindow window it was passed on to, null for all of its queue
 */
public record TicketChange(
    OffsetDateTime at,
    String event,
    String operator,
    String from,
    String to,
    String queue,
    String window,
    int attempt,
    String fromQueue,
    String toWindow) {}
