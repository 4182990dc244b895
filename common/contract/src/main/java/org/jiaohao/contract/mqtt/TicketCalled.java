package org.jiaohao.contract.mqtt;

import java.util.Objects;

/**
 * Data of event {@code ticket-called}: what strips, boards and voices announce. Expires after 60 s.
 *
 * @param number ticket number, for example {@code A001}
 * @param window window number, for example {@code 3}
 * @param area area code, for example {@code A区}
 * @param queue queue id
 * @param attempt 1 for the first call, rising with each recall
 */
public record TicketCalled(String number, String window, String area, String queue, int attempt) {
  /** What the schema requires is there. */
  public TicketCalled {
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(window, "window");
  }
}
