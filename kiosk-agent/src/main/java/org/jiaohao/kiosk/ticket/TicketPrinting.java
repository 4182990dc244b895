package org.jiaohao.kiosk.ticket;

import java.util.List;
import java.util.Optional;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns jobs into paper, each at most once. While the printer cannot print, citizens' jobs wait in
 * order of their draws. Called by one thread at a time.
 */
final class TicketPrinting {
  private static final Logger log = LoggerFactory.getLogger(TicketPrinting.class);

  private final HallApi api;
  private final Jobs jobs;
  private final PrinterStation station;
  private final TicketLayout layout;
  private final Patience patience;

  TicketPrinting(
      HallApi api, Jobs jobs, PrinterStation station, TicketLayout layout, Patience patience) {
    this.api = api;
    this.jobs = jobs;
    this.station = station;
    this.layout = layout;
    this.patience = patience;
  }

  /** The job moved on while it was about to be printed; not a byte was sent. */
  private static final class MovedOnException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Prints what citizens wait for, oldest first, as far as the printer can, and drops what nobody
   * waits for any more.
   */
  void printDue() {
    List<PrintJob> due =
        jobs.all().stream().filter(job -> job.state().unprinted() && !job.byStaff()).toList();
    for (PrintJob job : due) {
      Optional<TicketPrinter> printer = station.printer();
      Optional<Message> obstacle = station.obstacle();
      if (!jobs.recent(job.wantedAt(), patience.paperWait()) && job.state() == State.WAITING) {
        drop(job, Messages.CITIZEN_LEFT);
      } else if (printer.isEmpty()) {
        onScreen(job);
      } else if (obstacle.isPresent() && wasCalled(job)) {
        drop(job, Messages.CITIZEN_SERVED);
      } else if (obstacle.isPresent()) {
        waiting(job, obstacle.get());
      } else {
        printOrDrop(printer.get(), job);
      }
    }
  }

  private void printOrDrop(TicketPrinter printer, PrintJob job) {
    Ticket onPaper = job.ticket();
    if (job.state() == State.WAITING) {
      Optional<Ticket> now = ticketNow(job);
      if (now.isPresent() && !inLine(now.get())) {
        drop(job, Messages.CITIZEN_SERVED);
        return;
      }
      onPaper = now.orElse(onPaper);
    }
    print(printer, job, onPaper);
  }

  /** Whether its citizen was called while it waited; not while the server is away. */
  private boolean wasCalled(PrintJob job) {
    try {
      return job.state() == State.WAITING && !inLine(api.ticket(job.ticket().id()));
    } catch (HallApiException e) {
      log.debug("Ticket {} waits on: {}", job.ticket().number(), e.getMessage());
      return false;
    }
  }

  /**
   * The ticket as the server has it now; empty while the server is away: the paper is then printed,
   * since the citizen still waits for it.
   */
  private Optional<Ticket> ticketNow(PrintJob job) {
    try {
      return Optional.of(api.ticket(job.ticket().id()));
    } catch (HallApiException e) {
      log.warn("Ticket {} is printed as it was drawn: {}", job.ticket().number(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether somebody may still wait for the call, and so for the paper. */
  private static boolean inLine(Ticket ticket) {
    return switch (ticket.state()) {
      case "WAITING", "REQUEUED", "TRANSFERRED", "HELD" -> true;
      default -> false;
    };
  }

  /**
   * Prints for staff, now or not at all.
   *
   * @return the job with its outcome
   */
  PrintJob printForStaff(PrintJob queued) {
    Optional<TicketPrinter> printer = station.printer();
    if (printer.isEmpty()) {
      return onScreen(queued);
    }
    Optional<Message> obstacle = station.obstacle();
    return obstacle.isPresent()
        ? fail(queued, obstacle.get())
        : print(printer.get(), queued, queued.ticket());
  }

  /** SENT is on disk before the first byte leaves, so a restart never prints it again. */
  private PrintJob print(TicketPrinter printer, PrintJob job, Ticket onPaper) {
    PrintDocument document = layout.document(onPaper, job.lang(), printer.columns(), Mark.of(job));
    PrintOutcome outcome;
    try {
      outcome = printer.print(document, () -> send(job, onPaper), patience.forPrint());
    } catch (KioskException e) {
      return fail(job, e.userMessage());
    } catch (MovedOnException e) {
      log.info("Job {} moved on before it was printed", job.id());
      return jobs.find(job.id()).orElseThrow();
    }
    return switch (outcome) {
      case PrintOutcome.Confirmed c ->
          jobs.record(job.id(), now -> now.to(State.CONFIRMED, null, jobs.now()));
      case PrintOutcome.Failed f ->
          job.byStaff() ? fail(job, Message.of(f.fault())) : waiting(job, Message.of(f.fault()));
      case PrintOutcome.Uncertain u ->
          jobs.record(job.id(), now -> now.to(State.UNCERTAIN, Message.of(u.fault()), jobs.now()));
    };
  }

  private void send(PrintJob job, Ticket onPaper) {
    jobs.require(
        job.id(),
        now -> {
          if (!now.state().unprinted()) {
            throw new MovedOnException();
          }
          return now.sent(onPaper, jobs.now());
        });
  }

  private PrintJob waiting(PrintJob job, Message why) {
    return jobs.record(
        job.id(),
        now -> now.state() == State.QUEUED ? now.to(State.WAITING, why, jobs.now()) : now);
  }

  /** Drops a job that waits; one that is being printed goes on. */
  PrintJob drop(PrintJob job, Message why) {
    return jobs.record(
        job.id(),
        now -> now.state() == State.WAITING ? now.to(State.DROPPED, why, jobs.now()) : now);
  }

  private PrintJob onScreen(PrintJob job) {
    return jobs.record(
        job.id(),
        now ->
            switch (now.state()) {
              case QUEUED -> now.to(State.ON_SCREEN, Messages.NO_PRINTER, jobs.now());
              case WAITING -> now.to(State.DROPPED, Messages.NO_PRINTER, jobs.now());
              default -> now;
            });
  }

  PrintJob fail(PrintJob job, Message why) {
    return jobs.record(
        job.id(), now -> now.state().isFinal() ? now : now.to(State.FAILED, why, jobs.now()));
  }
}
