package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * State of one device in UnifiedPOS words.
 *
 * @param device device name
 * @param state its state
 * @param conditions for example PAPER_NEAR_END, PAPER_EMPTY, COVER_OPEN, CUTTER_ERROR
 * @param since when this began
 * @param code vendor code or null
 * @param messageZh what is wrong and what to do next, or null
 * @param messageEn the same in English
 */
public record DeviceReport(
    String device,
    State state,
    List<String> conditions,
    OffsetDateTime since,
    String code,
    String messageZh,
    String messageEn) {

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
