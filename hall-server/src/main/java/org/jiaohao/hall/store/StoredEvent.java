package org.jiaohao.hall.store;

import java.time.Instant;
import org.jiaohao.contract.event.HallEvent;

/**
 * An event as it stands in the log.
 *
 * @param seq rising position; gaps are possible, order is that of the commits
 * @param id unique id
 * @param hall hall id
 * @param event what happened
 * @param actor who caused it
 * @param at server time
 */
public record StoredEvent(
    long seq, String id, String hall, HallEvent event, String actor, Instant at) {}
