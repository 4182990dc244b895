package org.jiaohao.kiosk.ticket;

/**
 * The mark 补打 on a paper that may not be the ticket's first (R012), with the number of the reprint
 * (R039).
 *
 * @param text what stands below the number of the ticket, empty on a first paper
 */
record Mark(String text) {
  static final Mark NONE = new Mark("");

  static Mark of(PrintJob job) {
    return job.reprint() ? reprint(job.copy()) : NONE;
  }

  /**
   * The mark of a reprint.
   *
   * @param copy its number, null when the server is older and gave none
   */
  static Mark reprint(Integer copy) {
    return new Mark(copy == null ? "补打 REPRINT" : "补打 第" + copy + "次 REPRINT " + copy);
  }
}
