package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;

/**
 * Data of agent event {@code call-confirmed}: a device showed or spoke a call.
 *
 * @param eventId id of the {@code ticket-called} event
 * @param device device name
 * @param kind STRIP, BOARD or VOICE
 * @param outcome SHOWN, SPOKEN, FAILED, EXPIRED, or MUTED for a voice that is silent on purpose
 * @param at when
 */
public record CallConfirmed(
    String eventId, String device, String kind, String outcome, OffsetDateTime at) {}
