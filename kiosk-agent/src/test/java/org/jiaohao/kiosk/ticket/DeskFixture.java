package org.jiaohao.kiosk.ticket;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.FakeHallLink;
import org.jiaohao.kiosk.device.PrinterStation;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** One run of a kiosk's desk on a folder; a second one on the same folder is a restart. */
final class DeskFixture implements AutoCloseable {
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
          Duration.ofMinutes(2),
          Duration.ZERO);

  final FakeHallLink link = new FakeHallLink();
  final JobJournal journal;
  final Jobs jobs;
  final TicketDesk desk;

  DeskFixture(Path folder, FakeHallApi api, TicketPrinter printer) throws IOException {
    this(folder, api, printer, START, QUICK);
  }

  DeskFixture(Path folder, FakeHallApi api, TicketPrinter printer, Instant now, Patience patience)
      throws IOException {
    Clock clock = Clock.fixed(now, ZONE);
    journal = new JobJournal(folder, JSON, clock);
    jobs = new Jobs(journal, link, clock);
    PrinterStation station = new PrinterStation(Optional.ofNullable(printer), link, clock);
    TicketDrawing drawing = new TicketDrawing(api, jobs, "kiosk-1", patience, () -> {});
    TicketPrinting printing =
        new TicketPrinting(
            jobs, station, new TicketLayout(ZONE, java.util.Optional.empty()), patience);
    Recovery recovery = new Recovery(jobs, drawing, printing, patience);
    desk = new TicketDesk(api, jobs, drawing, printing, recovery, () -> !api.away);
  }

  /** Draws and waits until the job rests. */
  PrintJob draw(String tap) throws InterruptedException {
    desk.draw(new DrawOrder(tap, "a", null, "zh"));
    return desk.await(tap, LONG).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    desk.close();
  }
}
