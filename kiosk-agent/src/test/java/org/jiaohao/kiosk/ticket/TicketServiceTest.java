package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.FakePrinter;
import org.jiaohao.kiosk.Fakes;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketServiceTest {
  @TempDir Path folder;
  private final FakeHallApi api = new FakeHallApi();
  private final FakePrinter printer = new FakePrinter();

  @Test
  void aTapDrawsAndPrints() throws Exception {
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      PrintJob job = kiosk.draw("tap-0001");

      assertThat(job.state()).isEqualTo(State.CONFIRMED);
      assertThat(job.ticket().number()).isEqualTo("A001");
      assertThat(api.requests).containsExactly(new DrawRequest("a", null, null, "kiosk-1"));
      assertThat(printer.printed).hasSize(1);
      await().until(() -> !kiosk.link.published(PrintFinished.class).isEmpty());
      assertThat(kiosk.link.published(PrintFinished.class))
          .containsExactly(
              new PrintFinished(
                  "tap-0001",
                  job.ticket().id(),
                  "A001",
                  PrintEvent.Finished.State.CONFIRMED,
                  false,
                  null,
                  null,
                  null,
                  job.changedAt()));
    }
  }

  @Test
  void aDoubleTapDrawsOneNumber() throws Exception {
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      kiosk.tickets.draw(new DrawOrder("tap-0001", "a", null, "zh"));
      kiosk.tickets.draw(new DrawOrder("tap-0001", "b", null, "zh"));
      kiosk.draw("tap-0001");
      kiosk.draw("tap-0001");

      assertThat(api.byKey).hasSize(1);
      assertThat(printer.printed).hasSize(1);
    }
  }

  @Test
  void oneCitizenAtATime() throws Exception {
    CountDownLatch paper = new CountDownLatch(1);
    printer.outcome =
        () -> {
          await().atMost(KioskFixture.LONG).until(() -> paper.getCount() == 0);
          return new PrintOutcome.Confirmed();
        };
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      kiosk.tickets.draw(new DrawOrder("tap-0001", "a", null, "zh"));
      await().until(() -> printer.printed.size() == 1);

      assertThatThrownBy(() -> kiosk.tickets.draw(new DrawOrder("tap-0002", "a", null, "zh")))
          .isInstanceOfSatisfying(
              KioskException.class,
              e -> assertThat(e.userMessage().code()).isEqualTo("kiosk-busy"));
      paper.countDown();
      await().until(() -> kiosk.jobs.find("tap-0001").get().state() == State.CONFIRMED);
      await().until(() -> drawsAgain(kiosk));
      assertThat(api.byKey).hasSize(2);
    }
  }

  private static boolean drawsAgain(KioskFixture kiosk) throws InterruptedException {
    try {
      return kiosk.draw("tap-0002").state() == State.CONFIRMED;
    } catch (KioskException e) {
      return false;
    }
  }

  @Test
  void aLostAnswerIsAskedAgainWithTheSameKey() throws Exception {
    api.lostAnswers = 2;
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      PrintJob job = kiosk.draw("tap-0001");

      assertThat(job.state()).isEqualTo(State.CONFIRMED);
      assertThat(api.requests).hasSize(3);
      assertThat(api.byKey).hasSize(1);
      assertThat(printer.printed).hasSize(1);
    }
  }

  @Test
  void withoutServerNoNumberIsInventedAndTheSameTapMayTryAgain() throws Exception {
    api.away = true;
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      PrintJob job = kiosk.draw("tap-0001");
      assertThat(job.state()).isEqualTo(State.UNANSWERED);
      assertThat(job.ticket()).isNull();
      assertThat(printer.printed).isEmpty();

      api.away = false;
      await().until(() -> tryAgain(kiosk) == State.CONFIRMED);
      assertThat(api.byKey).containsOnlyKeys("tap-0001");
    }
  }

  private static State tryAgain(KioskFixture kiosk) throws InterruptedException {
    try {
      return kiosk.draw("tap-0001").state();
    } catch (KioskException e) {
      return kiosk.jobs.find("tap-0001").get().state();
    }
  }

  @Test
  void aNumberTheCitizenWasDeniedIsWithdrawn() throws Exception {
    api.lostAnswers = Integer.MAX_VALUE;
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      PrintJob job = kiosk.draw("tap-0001");
      assertThat(job.state()).isEqualTo(State.UNANSWERED);
      assertThat(api.byKey).hasSize(1);

      api.lostAnswers = 0;
      kiosk.tickets.start();
      await()
          .atMost(KioskFixture.LONG)
          .until(() -> kiosk.jobs.find("tap-0001").get().state() == State.WITHDRAWN);
      assertThat(api.cancelled).containsExactly("ticket0000000001");
      assertThat(printer.printed).isEmpty();
    }
  }

  @Test
  void aWithdrawalThatIsRefusedGoesToStaff() throws Exception {
    api.lostAnswers = Integer.MAX_VALUE;
    api.cancelRefusal = new HallApiException(409, "illegal-state", "已叫号。", "Called already.", null);
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      kiosk.draw("tap-0001");
      api.lostAnswers = 0;
      kiosk.tickets.start();

      await()
          .atMost(KioskFixture.LONG)
          .until(() -> !kiosk.link.published(PrintFinished.class).isEmpty());
      assertThat(kiosk.link.published(PrintFinished.class).getFirst().state())
          .isEqualTo(PrintEvent.Finished.State.FAILED);
      assertThat(kiosk.link.published(PrintFinished.class).getFirst().messageEn())
          .contains("refused");
    }
  }

  @Test
  void aRefusalIsShownAndNothingIsPrinted() throws Exception {
    api.refusal =
        new HallApiException(409, "queue-closed", "今日号已取完。", "No numbers left today.", null);
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      PrintJob job = kiosk.draw("tap-0001");

      assertThat(job.state()).isEqualTo(State.REFUSED);
      assertThat(job.message().text("en")).isEqualTo("No numbers left today.");
      assertThat(printer.printed).isEmpty();
      assertThat(kiosk.link.published(PrintFinished.class)).isEmpty();
    }
  }

  @Test
  void aPrinterFaultBeforeTheFirstByteMakesTheTicketWait() throws Exception {
    printer.faultBefore = true;
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      PrintJob job = kiosk.draw("tap-0001");

      assertThat(job.state()).isEqualTo(State.WAITING);
      assertThat(job.ticket().number()).isEqualTo("A001");
      await().until(() -> !kiosk.link.published(PrintFinished.class).isEmpty());
      assertThat(kiosk.link.published(PrintFinished.class).getFirst().messageZh())
          .isEqualTo("票纸用完，请换纸。");
    }
  }

  @Test
  void noProofIsUncertainAndIsNotRepeated() throws Exception {
    printer.outcome = () -> new PrintOutcome.Uncertain(Fakes.fault("TIMEOUT"));
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      assertThat(kiosk.draw("tap-0001").state()).isEqualTo(State.UNCERTAIN);
      assertThat(kiosk.draw("tap-0001").state()).isEqualTo(State.UNCERTAIN);
    }
    try (KioskFixture restarted = new KioskFixture(folder, api, printer)) {
      restarted.tickets.start();
      await().until(() -> !restarted.link.published(PrintFinished.class).isEmpty());
      assertThat(restarted.jobs.find("tap-0001").get().state()).isEqualTo(State.UNCERTAIN);
    }
    assertThat(printer.printed).hasSize(1);
  }

  @Test
  void withoutPrinterTheScreenShowsTheTicketAndNobodyIsAlarmed() throws Exception {
    try (KioskFixture kiosk = new KioskFixture(folder, api, null)) {
      assertThat(kiosk.draw("tap-0001").state()).isEqualTo(State.ON_SCREEN);
      assertThat(kiosk.link.published(PrintFinished.class)).isEmpty();
    }
  }

  @Test
  void aKioskThatIsNotEnrolledDrawsNothing() throws Exception {
    api.enrolled = false;
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      assertThatThrownBy(() -> kiosk.draw("tap-0001"))
          .isInstanceOfSatisfying(
              KioskException.class,
              e -> assertThat(e.userMessage().code()).isEqualTo("not-enrolled"));
      assertThat(kiosk.jobs.all()).isEmpty();
    }
  }

  @Test
  void aDefectOfTheProgramEndsTheJobAndNotTheDesk() throws Exception {
    printer.outcome =
        () -> {
          throw new IllegalArgumentException("defect");
        };
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      assertThat(kiosk.draw("tap-0001").state()).isEqualTo(State.UNCERTAIN);
      printer.outcome = PrintOutcome.Confirmed::new;
      await().atMost(Duration.ofSeconds(5)).until(() -> drawsAgain(kiosk));
    }
  }

  @Test
  void stoppingLetsAPrintEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    printer.outcome =
        () -> {
          begun.countDown();
          await().pollDelay(Duration.ofMillis(300)).until(() -> true);
          return new PrintOutcome.Confirmed();
        };
    KioskFixture kiosk = new KioskFixture(folder, api, printer);
    kiosk.tickets.draw(new DrawOrder("tap-0001", "a", null, "zh"));
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    kiosk.close();

    assertThat(kiosk.jobs.find("tap-0001").get().state()).isEqualTo(State.CONFIRMED);
  }
}
