package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.FakePrinter;
import org.jiaohao.kiosk.Fakes;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine stopped; what is on disk decides what happens at the next start. */
class RecoveryTest {
  private static final OffsetDateTime BEGUN =
      KioskFixture.START.atZone(KioskFixture.ZONE).toOffsetDateTime();
  private static final DrawOrder ORDER = new DrawOrder("tap-0001", "a", null, "zh");
  private static final Ticket TICKET = Fakes.ticket("ticket0000000001", 1);

  @TempDir Path folder;
  private final FakeHallApi api = new FakeHallApi();
  private final FakePrinter printer = new FakePrinter();

  private void leave(PrintJob... left) throws Exception {
    try (JobJournal journal =
        new JobJournal(
            folder, KioskFixture.JSON, Clock.fixed(KioskFixture.START, KioskFixture.ZONE))) {
      for (PrintJob job : left) {
        journal.save(job);
      }
    }
  }

  private KioskFixture restarted(Duration later) throws Exception {
    KioskFixture kiosk = new KioskFixture(folder, api, printer, KioskFixture.START.plus(later));
    kiosk.tickets.start();
    return kiosk;
  }

  private PrintJob afterRestart(PrintJob left, Duration later) throws Exception {
    leave(left);
    try (KioskFixture kiosk = restarted(later)) {
      await()
          .atMost(KioskFixture.LONG)
          .until(() -> kiosk.jobs.find(left.id()).get().state().isFinal());
      told = kiosk.link.published(PrintFinished.class).stream().findFirst().orElse(null);
      return kiosk.jobs.find(left.id()).get();
    }
  }

  private PrintFinished told;

  @Test
  void sentBecomesUncertainAndIsNotPrintedAgain() throws Exception {
    PrintJob sent = PrintJob.asked(ORDER, BEGUN).drawn(TICKET, BEGUN).to(State.SENT, null, BEGUN);

    assertThat(afterRestart(sent, Duration.ofSeconds(30)).state()).isEqualTo(State.UNCERTAIN);
    assertThat(printer.printed).isEmpty();
    assertThat(told.state()).isEqualTo(PrintEvent.Finished.State.UNCERTAIN);
    assertThat(told.messageEn()).contains("reprint");
  }

  @Test
  void whatWaitedForPaperIsPrintedOnceAndInOrder() throws Exception {
    PrintJob first = waiting("tap-0001", 1);
    PrintJob second = waiting("tap-0002", 2);
    leave(first, second);
    api.draw(new DrawRequest("a", null, null, "kiosk-1"), "tap-0001");
    api.draw(new DrawRequest("a", null, null, "kiosk-1"), "tap-0002");
    printer.become(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY), true);
    try (KioskFixture kiosk = restarted(Duration.ofMinutes(1))) {
      await().until(() -> kiosk.link.published(PrintFinished.class).size() == 2);
      assertThat(kiosk.job("tap-0001").state()).isEqualTo(State.WAITING);
      printer.become(DeviceState.IDLE, Set.of(), false);
      await().until(() -> kiosk.job("tap-0002").state() == State.CONFIRMED);
      assertThat(kiosk.job("tap-0001").state()).isEqualTo(State.CONFIRMED);
    }
    try (KioskFixture kiosk = restarted(Duration.ofMinutes(2))) {
      await().until(() -> kiosk.link.published(PrintFinished.class).size() == 2);
    }
    assertThat(printer.printed).hasSize(2);
    assertThat(printer.printed.getFirst().toString()).contains("A001");
    assertThat(printer.printed.getLast().toString()).contains("A002");
  }

  @Test
  void whatWaitedForPaperTooLongIsDropped() throws Exception {
    PrintJob job = afterRestart(waiting("tap-0001", 1), Duration.ofMinutes(4));

    assertThat(job.state()).isEqualTo(State.DROPPED);
    assertThat(printer.printed).isEmpty();
    assertThat(told.state()).isEqualTo(PrintEvent.Finished.State.WAITING);
  }

  @Test
  void aPrintForStaffIsNotMadeUpForLater() throws Exception {
    PrintJob asked = PrintJob.byStaff("tap-0001", TICKET, true, 3, "zh", BEGUN);

    assertThat(afterRestart(asked, Duration.ofSeconds(5)).state()).isEqualTo(State.FAILED);
    assertThat(printer.printed).isEmpty();
  }

  private static PrintJob waiting(String tap, int n) {
    return PrintJob.asked(new DrawOrder(tap, "a", null, "zh"), BEGUN)
        .drawn(Fakes.ticket("ticket%010d".formatted(n), n), BEGUN)
        .to(State.WAITING, Messages.NO_PRINTER, BEGUN);
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

    assertThat(afterRestart(queued, Duration.ofMinutes(4)).state()).isEqualTo(State.FAILED);
    assertThat(printer.printed).isEmpty();
    assertThat(told.number()).isEqualTo("A001");
    assertThat(told.state()).isEqualTo(PrintEvent.Finished.State.FAILED);
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
        PrintJob.asked(ORDER, BEGUN).drawn(TICKET, BEGUN).to(State.FAILED, Messages.TOO_OLD, BEGUN);
    afterRestart(failed, Duration.ofMinutes(1));

    assertThat(told.jobId()).isEqualTo("tap-0001");
  }
}
