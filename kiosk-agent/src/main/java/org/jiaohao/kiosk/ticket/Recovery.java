package org.jiaohao.kiosk.ticket;

import java.time.Duration;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.kiosk.ticket.PrintJob.State;

/** Brings jobs to an end that a stop of the kiosk or of the hall server left open. */
final class Recovery {
  private static final Duration PUBLISH_AGAIN = Duration.ofMinutes(10);

  private final Jobs jobs;
  private final TicketDrawing drawing;
  private final TicketPrinting printing;
  private final Patience patience;

  Recovery(Jobs jobs, TicketDrawing drawing, TicketPrinting printing, Patience patience) {
    this.jobs = jobs;
    this.drawing = drawing;
    this.printing = printing;
    this.patience = patience;
  }

  /**
   * At the start: what may have been printed is UNCERTAIN, what was not is printed if its citizen
   * may still be there, else left to staff. Recent outcomes are published again, since the machine
   * may have stopped before they were sent.
   */
  void recover() {
    for (PrintJob job : jobs.all()) {
      switch (job.state()) {
        case SENT ->
            jobs.record(job.id(), now -> now.to(State.UNCERTAIN, Messages.POWER_CUT, jobs.now()));
        case QUEUED -> failIfOld(job);
        case CONFIRMED, FAILED, UNCERTAIN, WAITING, DROPPED -> {
          if (jobs.recent(job.changedAt(), PUBLISH_AGAIN)) {
            jobs.publish(job);
          }
        }
        case ASKED, UNANSWERED, REFUSED, WITHDRAWN, ON_SCREEN -> {
          // ASKED and UNANSWERED need the server: settle
        }
      }
    }
    printing.printDue();
  }

  /** Whether {@link #settle} has something to do for the job now. */
  boolean canSettle(PrintJob job) {
    return job.state() == State.ASKED
        || job.state() == State.UNANSWERED
            && !jobs.recent(job.changedAt(), patience.beforeWithdrawal());
  }

  /**
   * Ends a job whose number the server may or may not have drawn.
   *
   * @throws HallApiException when the server is away again
   */
  void settle(PrintJob job) {
    if (job.state() == State.UNANSWERED) {
      drawing.withdraw(job);
      return;
    }
    Ticket ticket;
    try {
      ticket = drawing.request(job);
    } catch (HallApiException e) {
      if (TicketDrawing.mayBeRepeated(e)) {
        throw e;
      }
      drawing.refused(job, e);
      return;
    }
    failIfOld(jobs.record(job.id(), now -> now.drawn(ticket, jobs.now())));
    printing.printDue();
  }

  /** A ticket that the citizen may not have seen, and that staff who asked for it gave up. */
  private void failIfOld(PrintJob queued) {
    if (queued.byStaff() || !jobs.recent(queued.askedAt(), patience.paperWait())) {
      printing.fail(queued, Messages.TOO_OLD);
    }
  }
}
