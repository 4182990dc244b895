package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;

/**
 * Data of agent event {@code print-finished}: where a print job stands. A job that is WAITING is
 * reported again when it ends.
 *
 * @param jobId print job id
 * @param ticketId ticket it was for
 * @param number ticket number
 * @param state CONFIRMED, FAILED, UNCERTAIN, WAITING (for paper or printer; it then prints once by
 *     itself) or DROPPED (the citizen chose the QR code or left before paper came)
 * @param reprint whether the paper carries the mark 补打
 * @param messageZh what went wrong, or null
 * @param messageEn the same in English
 * @param at when
 */
public record PrintFinished(
    String jobId,
    String ticketId,
    String number,
    String state,
    boolean reprint,
    String messageZh,
    String messageEn,
    OffsetDateTime at) {}
