package org.jiaohao.kiosk.ticket;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.kiosk.Notice;
import org.jiaohao.kiosk.ticket.PrintJob.State;

/** Brings jobs to an end that a stop of the kiosk or of the hall server left open. */
final class Recovery {
  private static final Duration TELL_AGAIN = Duration.ofMinutes(10);

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
   * may still be there, else left to staff. Recent outcomes are told again, since the machine may
   * have stopped before they were sent.
   */
  void recover() {
    for (PrintJob job : jobs.all()) {
      switch (job.state()) {
        case SENT -> jobs.record(job.to(State.UNCERTAIN, Notices.POWER_CUT, jobs.now()));
        case QUEUED -> printIfFresh(job);
        case CONFIRMED, FAILED, UNCERTAIN -> {
          if (younger(job.changedAt(), TELL_AGAIN)) {
            jobs.tellStaff(job);
          }
        }
        case ASKED, UNANSWERED, REFUSED, WITHDRAWN, ON_SCREEN -> {
          // ASKED and UNANSWERED need the server: settle
        }
      }
    }
  }

  /** Whether {@link #settle} has something to do for the job now. */
  boolean canSettle(PrintJob job) {
    return job.state() == State.ASKED
        || job.state() == State.UNANSWERED
            && !younger(job.changedAt(), patience.beforeWithdrawal());
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
      jobs.record(job.to(State.REFUSED, Notice.of(e), jobs.now()));
      return;
    }
    printIfFresh(jobs.record(job.drawn(ticket, jobs.now())));
  }

  private void printIfFresh(PrintJob queued) {
    if (younger(queued.askedAt(), patience.fresh())) {
      printing.print(queued);
    } else {
      printing.fail(queued, Notices.TOO_OLD);
    }
  }

  /** A time that lies in the future after a jump of the clock is not young. */
  private boolean younger(OffsetDateTime time, Duration age) {
    Duration passed = Duration.between(time, jobs.now());
    return !passed.isNegative() && passed.compareTo(age) < 0;
  }
}
