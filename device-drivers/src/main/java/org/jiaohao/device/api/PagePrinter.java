package org.jiaohao.device.api;

import java.time.Duration;

/** A printer of A4 pages, for notices and receipts (R039, R032). */
public interface PagePrinter extends Device {
  /** Code of the fault when the printer took a document and does not tell what became of it. */
  String NOT_TOLD = "NO_JOB_STATUS";

  /** What became of a document. */
  sealed interface Outcome {
    /** The printer says that all pages came out. */
    record Printed() implements Outcome {}

    /** It was not taken, or the printer threw it away: it can be sent again. */
    record Failed(DeviceFault fault) implements Outcome {}

    /** It was sent, but what came out is not known: look at the printer first. */
    record Uncertain(DeviceFault fault) implements Outcome {}
  }

  /**
   * Prints a document and waits for its end; documents of several threads wait for each other. One
   * that does not come out in time, for example for lack of paper, is taken back.
   *
   * @param pdf a PDF file
   * @param title what the printer calls the job, without personal data
   * @param deadline longest time
   */
  Outcome print(byte[] pdf, String title, Duration deadline);
}
