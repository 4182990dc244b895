package org.jiaohao.contract.http;

import java.time.OffsetDateTime;

/**
 * An event of the feed {@code GET /api/v1/halls/{hall}/events}, with CloudEvents 1.0 attribute
 * names; readers dedupe by {@code id} and go on behind their last {@code seq}. It says what
 * happened, not who did it: that stands in the audit log (N17).
 *
 * @param specversion {@code 1.0}
 * @param id globally unique
 * @param source {@code /halls/{hall}}
 * @param type past participle, for example {@code ticket-drawn}
 * @param time when it happened, server time
 * @param subject what it happened to, for example {@code ticket/{id}}
 * @param seq rising position in the server's log, with gaps
 * @param data the event's own record, one of {@link org.jiaohao.contract.event.HallEvent}, whose
 *     JSON schemas and samples lie beside it; no personal data, and no member beyond the record's
 */
public record FeedEvent(
    String specversion,
    String id,
    String source,
    String type,
    OffsetDateTime time,
    String subject,
    long seq,
    Object data) {}
