package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;

/**
 * An event with CloudEvents 1.0 attribute names; receivers dedupe by {@code id}.
 *
 * @param specversion {@code 1.0}
 * @param id globally unique
 * @param source {@code /halls/{hall}} or {@code /halls/{hall}/agents/{agent}}
 * @param type past participle, for example {@code ticket-called}
 * @param time when it happened
 * @param subject what it happened to, for example {@code ticket/{id}}
 * @param seq position in the server's event log; 0 for events of agents
 * @param data the event's own record
 */
public record Event<T>(
    String specversion,
    String id,
    String source,
    String type,
    OffsetDateTime time,
    String subject,
    long seq,
    T data) {}
