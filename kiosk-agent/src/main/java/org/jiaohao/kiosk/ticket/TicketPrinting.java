package org.jiaohao.kiosk.ticket;

import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Notice;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.ticket.PrintJob.State;

/** Turns a QUEUED job into paper, once. */
final class TicketPrinting {
  private final Jobs jobs;
  private final PrinterStation station;
  private final TicketLayout layout;
  private final Patience patience;

  TicketPrinting(Jobs jobs, PrinterStation station, TicketLayout layout, Patience patience) {
    this.jobs = jobs;
    this.station = station;
    this.layout = layout;
    this.patience = patience;
  }

  /** Prints; SENT is on disk before the first byte leaves, so a restart never prints it again. */
  PrintJob print(PrintJob queued) {
    if (station.printer().isEmpty()) {
      return jobs.record(queued.to(State.ON_SCREEN, Notices.NO_PRINTER, jobs.now()));
    }
    TicketPrinter printer = station.printer().get();
    PrintDocument document =
        layout.document(queued.ticket(), queued.lang(), printer.columns(), queued.reprint());
    PrintOutcome outcome;
    try {
      outcome =
          printer.print(
              document,
              () -> jobs.require(queued.to(State.SENT, null, jobs.now())),
              patience.forPrint());
    } catch (KioskException e) {
      return fail(queued, e.notice());
    }
    PrintJob now = jobs.find(queued.id()).orElse(queued);
    return switch (outcome) {
      case PrintOutcome.Confirmed c -> jobs.record(now.to(State.CONFIRMED, null, jobs.now()));
      case PrintOutcome.Failed f -> fail(now, Notice.of(f.fault()));
      case PrintOutcome.Uncertain u ->
          jobs.record(now.to(State.UNCERTAIN, Notice.of(u.fault()), jobs.now()));
    };
  }

  PrintJob fail(PrintJob job, Notice why) {
    return jobs.record(job.to(State.FAILED, why, jobs.now()));
  }
}
