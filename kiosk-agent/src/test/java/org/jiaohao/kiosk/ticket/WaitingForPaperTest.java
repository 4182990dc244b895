package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.FakePrinter;
import org.jiaohao.kiosk.Fakes;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets drawn while the printer cannot print. */
class WaitingForPaperTest {
  @TempDir Path folder;
  private final FakeHallApi api = new FakeHallApi();
  private final FakePrinter printer = new FakePrinter();

  @BeforeEach
  void noPaper() {
    printer.become(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY), true);
  }

  private void paperIsBack() {
    printer.become(DeviceState.IDLE, Set.of(), false);
  }

  private KioskFixture started() throws Exception {
    KioskFixture kiosk = new KioskFixture(folder, api, printer);
    kiosk.tickets.start();
    return kiosk;
  }

  private static void until(KioskFixture kiosk, String tap, State state) {
    await().atMost(KioskFixture.LONG).until(() -> kiosk.job(tap).state() == state);
  }

  private List<String> numbers() {
    return printer.printed.stream()
        .map(document -> document.toString().replaceAll("(?s).*text=(A\\d{3}).*", "$1"))
        .toList();
  }

  private static List<PrintEvent.Finished.State> published(KioskFixture kiosk, String tap) {
    return kiosk.link.published(PrintFinished.class).stream()
        .filter(print -> print.jobId().equals(tap))
        .map(PrintFinished::state)
        .toList();
  }

  @Test
  void ticketsWaitInOrderAndEachIsPrintedOnceWhenPaperIsBack() throws Exception {
    try (KioskFixture kiosk = started()) {
      for (int n = 1; n <= 3; n++) {
        PrintJob job = kiosk.draw("tap-000" + n);
        assertThat(job.state()).isEqualTo(State.WAITING);
        assertThat(job.message().code()).isEqualTo("PAPER_EMPTY");
      }
      assertThat(printer.printed).isEmpty();
      paperIsBack();
      until(kiosk, "tap-0003", State.CONFIRMED);
      assertThat(kiosk.draw("tap-0004").state()).isEqualTo(State.CONFIRMED);

      assertThat(numbers()).containsExactly("A001", "A002", "A003", "A004");
      assertThat(printer.printed.toString()).doesNotContain("补打");
      assertThat(published(kiosk, "tap-0001"))
          .containsExactly(PrintEvent.Finished.State.WAITING, PrintEvent.Finished.State.CONFIRMED);
    }
  }

  @Test
  void whoDrawsAsPaperComesBackIsPrintedAfterThoseWhoWait() throws Exception {
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      kiosk.draw("tap-0001");
      printer.status = new FakePrinter().status;
      kiosk.draw("tap-0002");
      assertThat(numbers()).containsExactly("A001", "A002");
    }
  }

  @Test
  void whoWantsNoPaperGetsNone() throws Exception {
    try (KioskFixture kiosk = started()) {
      kiosk.draw("tap-0001");
      kiosk.draw("tap-0002");
      assertThat(kiosk.tickets.withoutPaper("tap-0001").orElseThrow().state())
          .isEqualTo(State.DROPPED);
      assertThat(kiosk.tickets.withoutPaper("tap-0001").orElseThrow().state())
          .as("a double touch")
          .isEqualTo(State.DROPPED);
      paperIsBack();
      until(kiosk, "tap-0002", State.CONFIRMED);
      assertThat(numbers()).containsExactly("A002");
      assertThat(published(kiosk, "tap-0001"))
          .containsExactly(PrintEvent.Finished.State.WAITING, PrintEvent.Finished.State.DROPPED);
      assertThat(kiosk.tickets.withoutPaper("tap-0002").orElseThrow().state())
          .as("too late")
          .isEqualTo(State.CONFIRMED);
    }
  }

  @Test
  void whoLeftIsDroppedAndWhoStillWaitsIsNot() throws Exception {
    try (KioskFixture kiosk = started()) {
      kiosk.draw("tap-0001");
      kiosk.draw("tap-0002");
      kiosk.pass(Duration.ofMinutes(2));
      kiosk.tickets.keepWaiting("tap-0002");
      kiosk.pass(Duration.ofMinutes(2));
      until(kiosk, "tap-0001", State.DROPPED);
      assertThat(kiosk.job("tap-0001").message()).isEqualTo(Messages.CITIZEN_LEFT);
      assertThat(kiosk.job("tap-0002").state()).isEqualTo(State.WAITING);
      paperIsBack();
      until(kiosk, "tap-0002", State.CONFIRMED);
      assertThat(numbers()).containsExactly("A002");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CALLED", "SERVING", "DONE", "CANCELLED", "EXPIRED", "NO_SHOW"})
  void aTicketThatWasCalledOrIsOverIsNotPrinted(String state) throws Exception {
    try (KioskFixture kiosk = started()) {
      Ticket ticket = kiosk.draw("tap-0001").ticket();
      api.byKey.put("tap-0001", Fakes.ticket(ticket.id(), ticket.number(), state));
      paperIsBack();
      until(kiosk, "tap-0001", State.DROPPED);
      assertThat(kiosk.job("tap-0001").message()).isEqualTo(Messages.CITIZEN_SERVED);
      assertThat(printer.printed).isEmpty();
    }
  }

  @Test
  void whoIsCalledWhilePaperIsOutIsNotToldToWaitForIt() throws Exception {
    try (KioskFixture kiosk = started()) {
      Ticket ticket = kiosk.draw("tap-0001").ticket();
      kiosk.draw("tap-0002");
      api.byKey.put("tap-0001", Fakes.ticket(ticket.id(), ticket.number(), "SERVING"));
      kiosk.tickets.printWaiting();
      until(kiosk, "tap-0001", State.DROPPED);
      assertThat(kiosk.job("tap-0002").state()).isEqualTo(State.WAITING);
    }
  }

  @Test
  void withoutServerThePaperComesAsItWasDrawn() throws Exception {
    try (KioskFixture kiosk = started()) {
      kiosk.draw("tap-0001");
      api.away = true;
      paperIsBack();
      until(kiosk, "tap-0001", State.CONFIRMED);
      assertThat(numbers()).containsExactly("A001");
    }
  }

  @Test
  void paperThatRunsOutAgainInMidTicketIsUncertainAndTheNextWaits() throws Exception {
    try (KioskFixture kiosk = started()) {
      kiosk.draw("tap-0001");
      kiosk.draw("tap-0002");
      printer.outcome =
          () -> {
            noPaper();
            return new PrintOutcome.Uncertain(Fakes.fault("PAPER_EMPTY"));
          };
      paperIsBack();
      until(kiosk, "tap-0001", State.UNCERTAIN);
      printer.outcome = PrintOutcome.Confirmed::new;
      assertThat(kiosk.job("tap-0002").state()).isEqualTo(State.WAITING);
      paperIsBack();
      until(kiosk, "tap-0002", State.CONFIRMED);
      assertThat(numbers()).containsExactly("A001", "A002");
    }
  }

  @Test
  void staffAreToldAtOnceThatNothingIsPrintedAndNothingComesLater() throws Exception {
    try (KioskFixture kiosk = started()) {
      PrintJob waiting = kiosk.draw("tap-0001");
      var command = new ReprintTicket(waiting.ticket().id(), true, null);
      assertThat(new Reprinting(kiosk.tickets, KioskFixture.LONG).handle(command).outcome())
          .isEqualTo(Reply.Outcome.REFUSED);
      paperIsBack();
      until(kiosk, "tap-0001", State.CONFIRMED);
      assertThat(numbers()).containsExactly("A001");
    }
  }
}
