package org.jiaohao.contract.http;

import java.time.OffsetDateTime;

/**
 * A line the hall scrolls on its rolling screens and boards (R018, R019).
 *
 * @param id id, null in a request that creates one
 * @param text zh-CN, at most 200 characters
 * @param textEn English or null
 * @param validFrom first moment it is shown
 * @param validUntil first moment it is no longer shown, or null for open end
 * @param rev version for optimistic locking; null in a request that creates one
 */
public record Announcement(
    String id,
    String text,
    String textEn,
    OffsetDateTime validFrom,
    OffsetDateTime validUntil,
    Long rev) {}
