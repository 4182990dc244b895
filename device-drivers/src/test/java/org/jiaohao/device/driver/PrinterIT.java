package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.PrintOutcome.Confirmed;
import org.jiaohao.device.api.PrintOutcome.Failed;
import org.jiaohao.device.api.PrintOutcome.Uncertain;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The printer driver against the emulator, over a real pseudo-terminal and over TCP. */
class PrinterIT {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  private EscPosPrinterEmulator emulator;
  private TicketPrinter printer;

  private void start(String line) throws IOException {
    start(line, "generic-80mm");
  }

  private void start(String line, String profile) throws IOException {
    String listen = line.equals("pty") ? "pty:" + folder.resolve("printer.tty") : "tcp:127.0.0.1:0";
    emulator =
        EscPosPrinterEmulator.start(EscPosOptions.of(listen).withSpeed(100).withBaud(115200));
    printer =
        Drivers.create(
            TicketPrinter.class,
            new DeviceConfig(
                "ticket-printer", "escpos", emulator.address().toString(), profile, Map.of()));
    printer.open();
    await(() -> printer.status().state() == DeviceState.IDLE);
  }

  @AfterEach
  void stop() {
    printer.close();
    emulator.close();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the condition came true in time").isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  private PrintOutcome print(String number, Duration deadline) {
    return printer.print(Ticket.of(number, "个体工商户设立登记"), () -> {}, deadline);
  }

  private void fault(String name, String... parameters) {
    var map = new java.util.HashMap<String, String>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    emulator.fault(name, map);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aTicketComesOutAndIsConfirmed(String line) throws IOException {
    start(line);
    assertThat(print("A001", LONG)).isInstanceOf(Confirmed.class);
    var paper = emulator.tickets().getFirst();
    assertThat(paper.text()).contains("延津县政务服务中心", "A001", "业务：个体工商户设立登记", "区域：A区 1–3号窗口");
    assertThat(paper.text()).doesNotContain("\uFFFD");
    assertThat(paper.qr()).containsExactly(Ticket.QR);
    assertThat(paper.bytes()).isLessThanOrEqualTo(800);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aPrinterThatTellsChangesByItselfPrintsAndIsWatched(String line) throws IOException {
    start(line, "epson-tm-80mm");
    for (int i = 1; i <= 3; i++) {
      fault("paper-near-end");
      assertThat(print("B00" + i, LONG)).isInstanceOf(Confirmed.class);
      fault("refill");
    }
    long ended = System.nanoTime();
    fault("paper-out");
    await(() -> printer.status().conditions().contains(Condition.PAPER_EMPTY));
    assertThat(System.nanoTime() - ended).isLessThan(TimeUnit.SECONDS.toNanos(2));
    fault("refill");
    await(() -> printer.status().state() == DeviceState.IDLE);
    assertThat(emulator.tickets()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void withoutPaperNothingIsSent(String line) throws IOException {
    start(line);
    fault("paper-out");
    long before = emulator.tickets().size();
    var sent = new boolean[1];
    var outcome = printer.print(Ticket.of("A002", "税务"), () -> sent[0] = true, SOON);
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).fault().code()).isEqualTo("PAPER_EMPTY");
    assertThat(((Failed) outcome).fault().messageZh()).contains("纸");
    assertThat(sent[0]).isFalse();
    assertThat(emulator.tickets()).hasSize((int) before);
    fault("refill");
    await(() -> printer.status().state() == DeviceState.IDLE);
    assertThat(print("A003", LONG)).isInstanceOf(Confirmed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void paperThatEndsInATicketGoesOnAfterRefill(String line) throws IOException {
    start(line);
    fault("paper-out", "after-rows", "150");
    var outcome = CompletableFuture.supplyAsync(() -> print("A004", LONG));
    await(() -> printer.status().conditions().contains(Condition.PAPER_EMPTY));
    fault("refill");
    assertThat(outcome.join()).isInstanceOf(Confirmed.class);
    assertThat(emulator.tickets()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void paperThatStaysOutLeavesTheJobUncertain(String line) throws IOException {
    start(line);
    fault("paper-out", "after-rows", "150");
    PrintOutcome outcome = print("A005", SOON);
    assertThat(outcome).isInstanceOf(Uncertain.class);
    assertThat(((Uncertain) outcome).fault().code()).isEqualTo("PAPER_EMPTY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aCableOutAndInHealsByItself(String line) throws IOException {
    start(line);
    fault("unplug");
    await(() -> printer.status().state() == DeviceState.NO_HARDWARE);
    assertThat(print("A006", SOON)).isInstanceOf(Failed.class);
    fault("plug");
    long plugged = System.nanoTime();
    await(() -> printer.status().state() == DeviceState.IDLE);
    assertThat(Duration.ofNanos(System.nanoTime() - plugged)).isLessThan(Duration.ofSeconds(4));
    assertThat(print("A007", LONG)).isInstanceOf(Confirmed.class);
    assertThat(emulator.tickets()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aCableOutInATicketLeavesItUncertainAndTheNextWhole(String line) throws IOException {
    start(line);
    fault("unplug", "after-bytes", "300");
    assertThat(print("A008", SOON)).isInstanceOf(Uncertain.class);
    fault("plug");
    await(() -> printer.status().state() == DeviceState.IDLE);
    assertThat(print("A009", LONG)).isInstanceOf(Confirmed.class);
    assertThat(emulator.tickets().getLast().text()).contains("A009").doesNotContain("A008");
    assertThat(emulator.tickets().getLast().qr()).containsExactly(Ticket.QR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aPowerCutInATicketLeavesItUncertain(String line) throws IOException {
    start(line);
    fault("power-off", "after-bytes", "300");
    assertThat(print("A010", SOON)).isInstanceOf(Uncertain.class);
    fault("power-on");
    await(() -> printer.status().state() == DeviceState.IDLE);
    assertThat(print("A011", LONG)).isInstanceOf(Confirmed.class);
    assertThat(emulator.tickets().getLast().text()).contains("A011");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aPrinterThatNeverAnswersGetsNothing(String line) throws IOException {
    start(line);
    fault("mute");
    PrintOutcome outcome = print("A012", SOON);
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).fault().code()).isEqualTo("NO_ANSWER");
    assertThat(printer.status().conditions()).contains(Condition.NO_STATUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void garbageOnTheLineDoesNotConfirmAnything(String line) throws IOException {
    start(line);
    fault("garbage", "bytes", "64", "to", "host");
    assertThat(print("A013", LONG)).isInstanceOf(Confirmed.class);
    assertThat(emulator.tickets()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cover-open,COVER_OPEN", "cutter-error,CUTTER_ERROR", "offline,OFFLINE"})
  void faultsAreToldInWords(String faultAndCode) throws IOException {
    start("pty");
    String[] pair = faultAndCode.split(",");
    fault(pair[0]);
    await(() -> printer.status().fault() != null);
    assertThat(printer.status().fault().code()).isEqualTo(pair[1]);
    emulator.clear();
    await(() -> printer.status().state() == DeviceState.IDLE);
  }
}
