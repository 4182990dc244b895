package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * State of one device in UnifiedPOS words.
 *
 * @param device device name
 * @param state CLOSED, IDLE, BUSY, OFFLINE, NO_HARDWARE or FAILURE
 * @param conditions for example PAPER_NEAR_END, PAPER_EMPTY, COVER_OPEN, CUTTER_ERROR
 * @param since when this began
 * @param code vendor code or null
 * @param messageZh what is wrong and what to do next, or null
 * @param messageEn the same in English
 */
public record DeviceReport(
    String device,
    String state,
    List<String> conditions,
    OffsetDateTime since,
    String code,
    String messageZh,
    String messageEn) {}
