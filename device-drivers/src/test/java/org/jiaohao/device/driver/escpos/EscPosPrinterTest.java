package org.jiaohao.device.driver.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.transport.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EscPosPrinterTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(900);
  private static final String CUT = "1d564200";

  private final MemoryTransport line = new MemoryTransport();
  private final ScriptedPrinter paper = new ScriptedPrinter(line);
  private EscPosPrinter printer =
      new EscPosPrinter("ticket-printer", Pace.USUAL, line, PrinterProfile.load("generic-80mm"));

  private void start() {
    printer.open();
    until(() -> printer.status().state() == DeviceState.IDLE);
  }

  @AfterEach
  void stop() {
    printer.close();
  }

  private static void until(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(LONG).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private PrintOutcome print(String text, Duration deadline) {
    return printer.print(new PrintDocument(List.of(Text.of(text))), () -> {}, deadline);
  }

  private static String code(PrintOutcome outcome) {
    return switch (outcome) {
      case PrintOutcome.Confirmed c -> "confirmed";
      case PrintOutcome.Failed f -> "failed " + f.fault().code();
      case PrintOutcome.Uncertain u -> "uncertain " + u.fault().code();
    };
  }

  @Test
  void whatThePrinterTellsByItselfIsNewsOnceAndOnlyAskedForWhereTheProfileSaysSo()
      throws Exception {
    var memory = new MemoryTransport();
    var peer = new ScriptedPrinter(memory);
    try (var open = memory.open()) {
      new PrinterLine(open, Duration.ofMillis(500), 0, PrinterProfile.load("clone-80mm"))
          .askForNews();
      assertThat(peer.received()).isEmpty();
      var epson =
          new PrinterLine(open, Duration.ofMillis(500), 0, PrinterProfile.load("epson-tm-80mm"));
      epson.askForNews();
      assertThat(peer.received()).isEqualTo("1d610e");
      memory.answer(new byte[] {0x10, 0, 0x0C, 0x0F});
      epson.listen(Duration.ofSeconds(5));
      assertThat(epson.news()).isTrue();
      assertThat(epson.news()).isFalse();
      memory.answer(new byte[] {0x12, 0x37});
      epson.listen(Duration.ofSeconds(5));
      assertThat(epson.news()).as("answers are no news").isFalse();
    }
  }

  /** Some printers forget GS a at ESC @, with which every job begins. */
  @Test
  void newsAreAskedForAgainBehindEveryJob() {
    printer =
        new EscPosPrinter("ticket-printer", Pace.USUAL, line, PrinterProfile.load("epson-tm-80mm"));
    start();
    paper.forget();
    assertThat(code(print("A001", LONG))).isEqualTo("confirmed");
    assertThat(paper.received()).endsWith("1d610e");
  }

  @Test
  void aJobIsConfirmedByItsNumber() {
    start();

    assertThat(print("A001", LONG)).isEqualTo(new PrintOutcome.Confirmed());
    assertThat(paper.printed("A001")).isEqualTo(1);
    assertThat(printer.status().state()).isEqualTo(DeviceState.IDLE);
  }

  @Test
  void theCallerActsBeforeTheFirstByte() {
    start();
    paper.forget();
    var seen = new AtomicReference<String>();

    printer.print(
        new PrintDocument(List.of(Text.of("A001"))), () -> seen.set(paper.received()), LONG);

    assertThat(seen.get()).isEmpty();
  }

  @Test
  void whenTheCallerForbidsItNothingIsSent() {
    start();
    paper.forget();
    Runnable diskFull =
        () -> {
          throw new IllegalStateException("disk full");
        };

    assertThatThrownBy(
            () -> printer.print(new PrintDocument(List.of(Text.of("A001"))), diskFull, LONG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("disk full");
    assertThat(paper.received()).isEmpty();
    assertThat(code(print("A002", LONG))).isEqualTo("confirmed");
  }

  @Test
  void withoutPaperNothingIsSent() {
    start();
    paper.paper(false);
    until(() -> printer.status().state() == DeviceState.OFFLINE);
    paper.forget();

    assertThat(code(print("A001", LONG))).isEqualTo("failed PAPER_EMPTY");
    assertThat(paper.received()).isEmpty();
    assertThat(printer.status().conditions()).containsExactly(Condition.PAPER_EMPTY);
    assertThat(printer.status().fault().messageZh()).contains("更换纸卷");
  }

  @Test
  void paperFilledInBeforeTheDeadlineEndsWell() throws Exception {
    start();
    paper.paperOutAfter(20);
    var outcome = CompletableFuture.supplyAsync(() -> print("A001", LONG));
    until(() -> printer.status().conditions().contains(Condition.PAPER_EMPTY));
    paper.paper(true);

    assertThat(outcome.get()).isEqualTo(new PrintOutcome.Confirmed());
    assertThat(paper.printed("A001")).isEqualTo(1);
  }

  @Test
  void aTicketFinishedAfterTheDeadlineIsNeitherRepeatedNorCutTwice() {
    start();
    paper.paperOutAfter(20);
    assertThat(code(print("A001", SHORT))).isEqualTo("uncertain PAPER_EMPTY");
    paper.forget();

    paper.paper(true);
    until(() -> printer.status().state() == DeviceState.IDLE);

    assertThat(code(print("A002", LONG))).isEqualTo("confirmed");
    assertThat(paper.printed("A001")).isEqualTo(1);
    assertThat(paper.printed("A002")).isEqualTo(1);
  }

  @Test
  void aLateNumberOfAnotherConnectionProvesNothing() {
    start();
    paper.paperOutAfter(20);
    assertThat(code(print("A001", SHORT))).startsWith("uncertain");
    line.unplug();
    until(() -> printer.status().state() == DeviceState.NO_HARDWARE);
    line.plug();
    until(() -> printer.status().state() == DeviceState.OFFLINE);
    paper.paper(true); // the first job's number comes now
    paper.forgetsProof(true);
    until(() -> printer.status().state() == DeviceState.IDLE);

    assertThat(code(print("A002", SHORT))).isEqualTo("uncertain NOT_CONFIRMED");
  }

  @Test
  void aTornTicketIsCutOffBeforeTheNext() {
    start();
    paper.unplugAfter(15);
    assertThat(code(print("A001 A001 A001", LONG))).isEqualTo("uncertain LINE_LOST");
    paper.forget();
    line.plug();

    until(() -> paper.received().contains(CUT));
    assertThat(paper.received()).matches("(00)+1b400a" + CUT + ".*");
    assertThat(code(print("A002", LONG))).isEqualTo("confirmed");
    assertThat(paper.printed("A002")).isEqualTo(1);
  }

  @Test
  void aCablePutBackWorksWithinTwoSeconds() {
    start();
    line.unplug();
    until(() -> printer.status().state() == DeviceState.NO_HARDWARE);
    // Lost, and once it was looked for again, not there.
    assertThat(code(print("A001", LONG))).isIn("failed LINE_LOST", "failed NO_HARDWARE");
    line.plug();

    await()
        .atMost(Duration.ofSeconds(2))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> printer.status().state() == DeviceState.IDLE);
  }

  @Test
  void aSilentPrinterPrintsNothing() {
    start();
    paper.mute(true);
    paper.forget();

    assertThat(code(print("A001", LONG))).isEqualTo("failed NO_ANSWER");
    assertThat(paper.received()).isEmpty();
    assertThat(printer.status().state()).isEqualTo(DeviceState.OFFLINE);
    int before = line.connections();
    until(() -> line.connections() > before); // a dead connection is opened anew
    paper.mute(false);
    until(() -> printer.status().state() == DeviceState.IDLE);
  }

  @Test
  void answersThatLagByOneAreUnderstood() {
    var last = new AtomicInteger(0x12);
    paper.status(n -> last.getAndSet(n == 1 ? 0x1A : n == 2 ? 0x16 : 0x12));
    printer.open();

    until(() -> printer.status().state() == DeviceState.OFFLINE);
    assertThat(printer.status().conditions()).containsExactly(Condition.COVER_OPEN);
  }

  @Test
  void anOrderedAnswerCountsOnlyWhenThePrinterIsWellBehindIt() {
    printer =
        new EscPosPrinter("ticket-printer", Pace.USUAL, line, PrinterProfile.load("clone-80mm"));
    start();
    assertThat(code(print("A001", LONG))).isEqualTo("confirmed");

    paper.paperOutAfterProof();
    assertThat(code(print("A002", LONG))).isEqualTo("uncertain PAPER_EMPTY");
  }

  @Test
  void aPrinterThatProvesNothingIsUncertain() {
    printer =
        new EscPosPrinter("ticket-printer", Pace.USUAL, line, PrinterProfile.load("one-way-80mm"));
    paper.mute(true);
    start();

    assertThat(printer.status().conditions()).containsExactly(Condition.NO_STATUS);
    assertThat(code(print("A001", LONG))).isEqualTo("uncertain NOT_CONFIRMED");
    assertThat(paper.printed("A001")).isEqualTo(1);
  }

  @Test
  void aParserLeftInAnImageIsFreedAtTheStart() {
    paper.stuck();
    start();

    assertThat(code(print("A001", LONG))).isEqualTo("confirmed");
    assertThat(paper.printed("A001")).isEqualTo(1);
  }

  @Test
  void aPrinterThatStopsTakingBytesIsUncertainAtTheDeadline() {
    start();
    var outcome = printer.print(new PrintDocument(List.of(Text.of("A001"))), line::stall, SHORT);

    assertThat(code(outcome)).isEqualTo("uncertain TIMEOUT");
  }

  @Test
  void aDeadlineHoldsWhileTheLineIsBeingOpened() {
    line.hang();
    printer.open();

    assertThat(code(print("A001", SHORT))).isEqualTo("failed TIMEOUT");
    line.letGo();
  }

  @Test
  void closingEndsTheJobAndRefusesTheNext() throws Exception {
    start();
    paper.forgetsProof(true);
    var outcome = CompletableFuture.supplyAsync(() -> print("A001", LONG));
    until(() -> printer.status().state() == DeviceState.BUSY);

    long began = System.nanoTime();
    printer.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    assertThat(code(outcome.get())).startsWith("uncertain");
    assertThat(printer.status().state()).isEqualTo(DeviceState.CLOSED);
    assertThat(code(print("A002", LONG))).isEqualTo("failed CLOSED");
  }

  @Test
  void jobsOfSeveralThreadsDoNotMix() {
    start();
    var jobs =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> print("A00" + i, LONG)))
            .toList();

    assertThat(jobs).allSatisfy(job -> assertThat(code(job.get())).isEqualTo("confirmed"));
    for (int i = 0; i < 8; i++) {
      assertThat(paper.printed("A00" + i + "\n")).isEqualTo(1);
    }
  }
}
