package org.jiaohao.kiosk.ticket;

import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the hall server for the number of a job, always with the job's own key. */
final class TicketDrawing {
  private static final Logger log = LoggerFactory.getLogger(TicketDrawing.class);
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HallApi api;
  private final Jobs jobs;
  private final String source;
  private final Patience patience;
  private final Runnable serverSeemsAway;

  TicketDrawing(
      HallApi api, Jobs jobs, String source, Patience patience, Runnable serverSeemsAway) {
    this.api = api;
    this.jobs = jobs;
    this.source = source;
    this.patience = patience;
    this.serverSeemsAway = serverSeemsAway;
  }

  /**
   * Asks until the server answers or the citizen's patience ends.
   *
   * @return the job QUEUED, REFUSED or UNANSWERED
   * @throws InterruptedException when the agent stops; the job stays ASKED and is taken up at the
   *     next start
   */
  PrintJob ask(PrintJob asked) throws InterruptedException {
    long end = System.nanoTime() + patience.forServer().toNanos();
    while (true) {
      try {
        Ticket ticket = request(asked);
        return jobs.record(asked.id(), job -> job.drawn(ticket, jobs.now()));
      } catch (HallApiException e) {
        if (!mayBeRepeated(e)) {
          return refused(asked, e);
        }
        log.warn("The hall server gave no number for job {}: {}", asked.id(), e.getMessage());
        serverSeemsAway.run();
        if (System.nanoTime() - end > 0) {
          return jobs.record(
              asked.id(), job -> job.to(State.UNANSWERED, Messages.NO_ANSWER, jobs.now()));
        }
      }
      Thread.sleep(patience.betweenAsks());
    }
  }

  /** Asks once. */
  Ticket request(PrintJob job) {
    return api.draw(new DrawRequest(job.queue(), job.item(), null, source), job.id());
  }

  /**
   * Withdraws a number that a job may have drawn though the citizen was told there is none.
   *
   * @return the job WITHDRAWN, REFUSED when there was no number, or FAILED when staff must act
   * @throws HallApiException when the server is away
   */
  PrintJob withdraw(PrintJob unanswered) {
    Ticket ticket;
    try {
      ticket = request(unanswered);
    } catch (HallApiException e) {
      if (mayBeRepeated(e)) {
        throw e;
      }
      return refused(unanswered, e);
    }
    try {
      if (!"CANCELLED".equals(ticket.state())) {
        api.cancel(ticket.id());
      }
      return jobs.record(unanswered.id(), job -> job.to(State.WITHDRAWN, null, jobs.now()));
    } catch (HallApiException e) {
      if (mayBeRepeated(e)) {
        throw e;
      }
      log.warn("Ticket {} could not be withdrawn: {}", ticket.number(), e.getMessage());
      return jobs.record(
          unanswered.id(),
          job ->
              job.to(State.ASKED, null, jobs.now())
                  .drawn(ticket, jobs.now())
                  .to(State.FAILED, Messages.NOT_WITHDRAWN, jobs.now()));
    }
  }

  PrintJob refused(PrintJob job, HallApiException e) {
    return jobs.record(job.id(), now -> now.to(State.REFUSED, Message.of(e), jobs.now()));
  }

  /**
   * Whether it is open what became of the request: no answer, an unreadable one, a fault of the
   * server, or "later". With the same key it may be made again.
   */
  static boolean mayBeRepeated(HallApiException e) {
    boolean refused = e.status() / 100 == 4;
    return !refused || e.status() == REQUEST_TIMEOUT || e.status() == TOO_MANY_REQUESTS;
  }
}
