package org.jiaohao.kiosk.ticket;

/**
 * What a citizen touched.
 *
 * @param tap id made when the page was shown, {@code [A-Za-z0-9-]{8,64}}; it becomes the job's id
 *     and the Idempotency-Key, so a double touch draws once
 * @param queue queue id, or null when an item is given
 * @param item item code, or null
 * @param lang language of the session, {@code zh} or {@code en}
 */
public record DrawOrder(String tap, String queue, String item, String lang) {}
