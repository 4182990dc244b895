package org.jiaohao.kiosk.ui;

import org.jiaohao.contract.http.Ticket;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.ticket.PrintJob;

/**
 * A job as the local interface shows it.
 *
 * @param id job id
 * @param state state of the job
 * @param finished whether nothing more will happen by itself
 * @param ticket the ticket, or null while there is none
 * @param print what happens to the paper, or null while there is no ticket
 * @param messageZh what is wrong and what to do next, or null
 * @param messageEn the same in English
 */
record JobView(
    String id,
    String state,
    boolean finished,
    Ticket ticket,
    Print print,
    String messageZh,
    String messageEn) {

  /**
   * The paper.
   *
   * @param state QUEUED, WAITING, SENT, CONFIRMED, FAILED, UNCERTAIN, DROPPED, or ON_SCREEN without
   *     printer
   * @param reprint whether it carries 补打
   * @param messageZh what is wrong, or null
   * @param messageEn the same in English
   */
  record Print(String state, boolean reprint, String messageZh, String messageEn) {}

  static JobView of(PrintJob job) {
    Message message = job.message();
    String zh = message == null ? null : message.zh();
    String en = message == null ? null : message.en();
    Print print =
        job.ticket() == null ? null : new Print(job.state().name(), job.reprint(), zh, en);
    boolean finished = job.state().isFinal() || job.state() == PrintJob.State.UNANSWERED;
    return new JobView(job.id(), job.state().name(), finished, job.ticket(), print, zh, en);
  }
}
