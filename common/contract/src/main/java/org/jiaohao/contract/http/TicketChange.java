package org.jiaohao.contract.http;

import java.time.OffsetDateTime;

/**
 * A change of a ticket, as {@code GET /api/v1/halls/{hall}/tickets/{id}/history} lists them, oldest
 * first (N02).
 *
 * @param at server time
 * @param event what happened, for example {@code ticket-called}
 * @param operator who did it: user name, {@code hall/agent}, or {@code server}
 * @param from state before, null for the first
 * @param to state after
 * @param queue queue id after it
 * @param window number of the window after it, or null
 * @param attempt number of the call, 0 while it was not called
 * @param fromQueue queue it left when it was passed on, else null
 * @param toWindow window it was passed on to, null for all of its queue
 * @param print what happened to its paper; null for every other change
 */
public record TicketChange(
    OffsetDateTime at,
    String event,
    String operator,
    String from,
    String to,
    String queue,
    String window,
    int attempt,
    String fromQueue,
    String toWindow,
    Print print) {

  /**
   * A print of the ticket (R039).
   *
   * @param copy number of the reprint, null for the first paper and for prints of earlier versions
   * @param reprint whether the paper carries the mark 补打
   * @param printer id of the kiosk that prints
   * @param outcome {@code ASKED} by staff, {@code REFUSED} by the kiosk, or where the print stands:
   *     a state of {@code print-finished}
   */
  public record Print(Integer copy, boolean reprint, String printer, String outcome) {}
}
