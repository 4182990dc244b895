package org.jiaohao.contract.mqtt;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * State of one device in UnifiedPOS words.
 *
 * @param device device name
 * @param state its state
 * @param conditions for example PAPER_NEAR_END, PAPER_EMPTY, COVER_OPEN, CUTTER_ERROR
 * @param since when this began, by the hall's time if {@code correctedByMillis} says so
 * @param code vendor code or null
 * @param messageZh what is wrong and what to do next, or null
 * @param messageEn the same in English
 * @param correctedByMillis how far the agent's clock was ahead of the hall's, which {@code since}
 *     no longer is; null when that was not known, and {@code since} is what the agent's clock said
 */
public record DeviceReport(
    String device,
    State state,
    List<String> conditions,
    OffsetDateTime since,
    String code,
    String messageZh,
    String messageEn,
    Long correctedByMillis) {

  /** One with a time as the agent's clock told it. */
  public DeviceReport(
      String device,
      State state,
      List<String> conditions,
      OffsetDateTime since,
      String code,
      String messageZh,
      String messageEn) {
    this(device, state, conditions, since, code, messageZh, messageEn, null);
  }

  /** The same by the hall's time, from which that clock differs by {@code offset}. */
  public DeviceReport corrected(Duration offset) {
    return new DeviceReport(
        device,
        state,
        conditions,
        since.minus(offset),
        code,
        messageZh,
        messageEn,
        offset.toMillis());
  }

  /** State of a device. */
  public enum State {
    CLOSED,
    IDLE,
    BUSY,
    OFFLINE,
    NO_HARDWARE,
    FAILURE,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** An unknown state is {@link State#UNKNOWN}. */
  public DeviceReport {
    state = state == null ? State.UNKNOWN : state;
  }
}
