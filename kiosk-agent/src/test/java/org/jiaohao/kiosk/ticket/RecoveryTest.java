package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.FakePrinter;
import org.jiaohao.kiosk.Fakes;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine stopped; what is on disk decides what happens at the next start. */
class RecoveryTest {
  private static final OffsetDateTime BEGUN =
      DeskFixture.START.atZone(DeskFixture.ZONE).toOffsetDateTime();
  private static final DrawOrder ORDER = new DrawOrder("tap-0001", "a", null, "zh");
  private static final Ticket TICKET = Fakes.ticket("ticket0000000001", 1);

  @TempDir Path folder;
  private final FakeHallApi api = new FakeHallApi();
  private final FakePrinter printer = new FakePrinter();

  private PrintJob afterRestart(PrintJob left, Duration later) throws Exception {
    Instant now = DeskFixture.START.plus(later);
    try (JobJournal journal =
        new JobJournal(folder, DeskFixture.JSON, Clock.fixed(now, DeskFixture.ZONE))) {
      journal.save(left);
    }
    try (DeskFixture kiosk = new DeskFixture(folder, api, printer, now, DeskFixture.QUICK)) {
      kiosk.desk.start();
      await()
          .atMost(DeskFixture.LONG)
          .until(() -> kiosk.jobs.find(left.id()).get().state().isFinal());
      told = kiosk.link.finished.stream().findFirst().orElse(null);
      return kiosk.jobs.find(left.id()).get();
    }
  }

  private PrintFinished told;

  @Test
  void sentBecomesUncertainAndIsNotPrintedAgain() throws Exception {
    PrintJob sent = PrintJob.asked(ORDER, BEGUN).drawn(TICKET, BEGUN).to(State.SENT, null, BEGUN);

    assertThat(afterRestart(sent, Duration.ofSeconds(30)).state()).isEqualTo(State.UNCERTAIN);
    assertThat(printer.printed).isEmpty();
    assertThat(told.state()).isEqualTo("UNCERTAIN");
    assertThat(told.messageEn()).contains("reprint");
  }

  @Test
  void aFreshUnprintedTicketIsPrinted() throws Exception {
    PrintJob queued = PrintJob.asked(ORDER, BEGUN).drawn(TICKET, BEGUN);

    assertThat(afterRestart(queued, Duration.ofSeconds(90)).state()).isEqualTo(State.CONFIRMED);
    assertThat(printer.printed).hasSize(1);
  }

  @Test
  void anOldUnprintedTicketGoesToStaff() throws Exception {
    PrintJob queued = PrintJob.asked(ORDER, BEGUN).drawn(TICKET, BEGUN);

    assertThat(afterRestart(queued, Duration.ofMinutes(3)).state()).isEqualTo(State.FAILED);
    assertThat(printer.printed).isEmpty();
    assertThat(told.number()).isEqualTo("A001");
    assertThat(told.state()).isEqualTo("FAILED");
  }

  @Test
  void aClockThatJumpedBackMakesNothingFresh() throws Exception {
    PrintJob queued = PrintJob.asked(ORDER, BEGUN).drawn(TICKET, BEGUN);

    assertThat(afterRestart(queued, Duration.ofDays(-1)).state()).isEqualTo(State.FAILED);
    assertThat(printer.printed).isEmpty();
  }

  @Test
  void aDrawWithoutOutcomeIsAskedAgainWithItsKeyAndPrinted() throws Exception {
    api.draw(new DrawRequest("a", null, null, "kiosk-1"), "tap-0001");

    PrintJob job = afterRestart(PrintJob.asked(ORDER, BEGUN), Duration.ofSeconds(30));

    assertThat(job.state()).isEqualTo(State.CONFIRMED);
    assertThat(job.ticket().number()).isEqualTo("A001");
    assertThat(api.byKey).hasSize(1);
    assertThat(printer.printed).hasSize(1);
  }

  @Test
  void anOldDrawWithoutOutcomeIsAskedAgainButNotPrinted() throws Exception {
    PrintJob job = afterRestart(PrintJob.asked(ORDER, BEGUN), Duration.ofHours(1));

    assertThat(job.state()).isEqualTo(State.FAILED);
    assertThat(printer.printed).isEmpty();
    assertThat(told.number()).isEqualTo("A001");
  }

  @Test
  void aRecentOutcomeIsToldAgain() throws Exception {
    PrintJob failed =
        PrintJob.asked(ORDER, BEGUN).drawn(TICKET, BEGUN).to(State.FAILED, Notices.TOO_OLD, BEGUN);
    afterRestart(failed, Duration.ofMinutes(1));

    assertThat(told.jobId()).isEqualTo("tap-0001");
  }
}
