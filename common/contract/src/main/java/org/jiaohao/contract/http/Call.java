package org.jiaohao.contract.http;

import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.mqtt.CallConfirmed;

/**
 * A call of a ticket to a window.
 *
 * @param eventId id of the {@code ticket-called} event; receipts name it
 * @param number ticket number
 * @param window window number
 * @param attempt 1 for the first call, rising with each recall
 * @param calledAt server time
 * @param receipts what strips, boards and voices have confirmed so far
 */
public record Call(
    String eventId,
    String number,
    String window,
    int attempt,
    OffsetDateTime calledAt,
    List<Receipt> receipts) {

  /**
   * Confirmation of a call by a device.
   *
   * @param kind kind of the device
   * @param agent agent id
   * @param device device name
   * @param outcome what became of the call there
   * @param at time of the confirmation
   */
  public record Receipt(
      CallConfirmed.Kind kind,
      String agent,
      String device,
      CallConfirmed.Outcome outcome,
      OffsetDateTime at) {

    /** What is unknown is {@code UNKNOWN}. */
    public Receipt {
      kind = kind == null ? CallConfirmed.Kind.UNKNOWN : kind;
      outcome = outcome == null ? CallConfirmed.Outcome.UNKNOWN : outcome;
    }
  }
}
