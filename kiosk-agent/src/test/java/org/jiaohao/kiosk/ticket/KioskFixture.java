package org.jiaohao.kiosk.ticket;

import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallTime;
import org.jiaohao.agent.LinkProbe;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.device.PrinterStation;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of a kiosk's ticket service on a folder; a second one on the same folder is a restart.
 */
final class KioskFixture implements AutoCloseable {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Instant START = Instant.parse("2026-11-23T01:12:05Z");
  static final Duration LONG = Duration.ofSeconds(10);
  static final JsonMapper JSON =
      JsonMapper.builder().disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE).build();

  static final Patience QUICK =
      new Patience(
          Duration.ofMillis(200),
          Duration.ofMillis(10),
          Duration.ofSeconds(5),
          Duration.ofMinutes(3),
          Duration.ZERO,
          Duration.ofMillis(20));

  final LinkProbe link = new LinkProbe();
  final JobJournal journal;
  final Jobs jobs;
  final TicketService tickets;
  private volatile Instant now;

  KioskFixture(Path folder, FakeHallApi api, TicketPrinter printer) throws IOException {
    this(folder, api, printer, START);
  }

  KioskFixture(Path folder, FakeHallApi api, TicketPrinter printer, Instant start)
      throws IOException {
    now = start;
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZONE);
    journal = new JobJournal(folder, JSON, clock);
    jobs = new Jobs(journal, link.link(), clock);
    var reports = new DeviceReports(link.link(), clock, mock(HallTime.class));
    PrinterStation station =
        printer == null ? PrinterStation.without(reports) : PrinterStation.with(printer, reports);
    TicketDrawing drawing = new TicketDrawing(api, jobs, "kiosk-1", QUICK, () -> {});
    TicketPrinting printing =
        new TicketPrinting(api, jobs, station, new TicketLayout(ZONE, Optional.empty()), QUICK);
    Recovery recovery = new Recovery(jobs, drawing, printing, QUICK);
    tickets =
        new TicketService(
            api,
            jobs,
            drawing,
            printing,
            recovery,
            new DiskWatch(reports, jobs::diskTrouble),
            () -> !api.away,
            QUICK);
    station.onUsable(tickets::printWaiting);
  }

  /** Time passes, or somebody sets the clock. */
  void pass(Duration passed) {
    now = now.plus(passed);
  }

  /** Draws and waits until the job rests. */
  PrintJob draw(String tap) throws InterruptedException {
    tickets.draw(new DrawOrder(tap, "a", null, "zh"));
    return tickets.await(tap, LONG).orElseThrow();
  }

  PrintJob job(String id) {
    return jobs.find(id).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    tickets.close();
  }
}
