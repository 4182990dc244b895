package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;

/**
 * Data of agent event {@code print-finished}: the last state of a print job.
 *
 * @param jobId print job id
 * @param ticketId ticket it was for
 * @param number ticket number
 * @param state CONFIRMED, FAILED or UNCERTAIN
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
