package org.jiaohao.contract.http;

/**
 * Body of {@code POST /api/v1/halls/{hall}/tickets}; goes with an {@code Idempotency-Key} header.
 *
 * @param queue queue id, for example {@code a}; may be null when {@code item} is given
 * @param item code of the service item the citizen chose, or null
 * @param priorityReason one of the hall's configured reasons, or null; never printed or announced
 *     (R017)
 * @param source where the number was drawn, for example {@code kiosk-1} or {@code guide-desk}
 */
public record DrawRequest(String queue, String item, String priorityReason, String source) {}
