package org.jiaohao.device.api;

import java.time.Duration;

/** A receipt printer. One job at a time; jobs of several threads wait for each other. */
public interface TicketPrinter extends Device {
  /**
   * Prints a document and waits for the proof that the paper came out.
   *
   * @param document what to print
   * @param beforeFirstByte run right before the first byte leaves; when it throws, nothing is sent.
   *     The caller makes "sent" durable here
   * @param deadline longest time for the whole job
   * @return what is known; never null, never an exception for a device fault
   */
  PrintOutcome print(PrintDocument document, Runnable beforeFirstByte, Duration deadline);

  /** Half-width columns of one line at normal size, 32 on 58 mm, 48 on 80 mm. */
  int columns();
}
