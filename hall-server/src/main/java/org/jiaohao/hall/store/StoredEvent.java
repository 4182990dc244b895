package org.jiaohao.hall.store;

import java.time.Instant;

/**
 * An event as it stands in the log.
 *
 * @param seq rising position; gaps are possible, order is that of the commits
 * @param id unique id
 * @param hall hall id
 * @param type for example {@code ticket-called}
 * @param subject for example {@code ticket/{id}}
 * @param actor who caused it
 * @param at server time
 * @param data JSON object
 */
public record StoredEvent(
    long seq,
    String id,
    String hall,
    String type,
    String subject,
    String actor,
    Instant at,
    String data) {}
