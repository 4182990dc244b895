package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;

/**
 * Data of agent event {@code call-confirmed}: a device showed or spoke a call.
 *
 * @param eventId id of the {@code ticket-called} event
 * @param device device name
 * @param kind what kind of device it is
 * @param outcome what became of the call there
 * @param at when
 */
public record CallConfirmed(
    String eventId, String device, Kind kind, Outcome outcome, OffsetDateTime at) {

  /** Kind of a device that shows or speaks calls. */
  public enum Kind {
    STRIP,
    BOARD,
    VOICE,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** What became of a call at a device. */
  public enum Outcome {
    SHOWN,
    SPOKEN,
    FAILED,
    EXPIRED,
    /** The voice is silent on purpose. */
    MUTED,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** What is unknown is {@code UNKNOWN}. */
  public CallConfirmed {
    kind = kind == null ? Kind.UNKNOWN : kind;
    outcome = outcome == null ? Outcome.UNKNOWN : outcome;
  }
}
