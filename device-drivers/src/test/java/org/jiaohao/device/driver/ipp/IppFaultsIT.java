package org.jiaohao.device.driver.ipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Prints;
import org.jiaohao.device.Prints.Said;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.api.PagePrinter.Outcome;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.ipp.OfficePrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IppFaultsIT extends FaultSuite<PagePrinter> {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir Path files;

  @Override
  protected String driver() {
    return "ipp";
  }

  @Override
  protected Class<PagePrinter> kind() {
    return PagePrinter.class;
  }

  @Override
  protected List<String> transports() {
    return List.of("http");
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return OfficePrinter.start(listen);
  }

  /** IPP has neither check fields nor addresses. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-check", "wrong-address");
  }

  private static byte[] notice() {
    return pdf("notice " + NUMBER.incrementAndGet());
  }

  private static byte[] pdf(String text) {
    return ("%PDF-1.7 " + text).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected Job job(PagePrinter printer, EmulatedDevice emulator) {
    return new Prints(
        text -> said(printer.print(pdf(text), "notice", Duration.ofSeconds(3))),
        text ->
            ((OfficePrinter) emulator)
                .printed().stream().filter(each -> Arrays.equals(each, pdf(text))).count());
  }

  private static Said said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Printed printed -> Said.PRINTED;
      case Outcome.Failed failed -> Said.FAILED;
      case Outcome.Uncertain uncertain -> Said.UNCERTAIN;
    };
  }

  private static PagePrinter open(OfficePrinter emulator) {
    var config = new DeviceConfig("office", "ipp", emulator.address().toString(), null, Map.of());
    PagePrinter printer = Quick.device(PagePrinter.class, config);
    printer.open();
    await().atMost(SOON).until(() -> printer.status().usable());
    return printer;
  }

  private static String code(Outcome outcome) {
    return ((Outcome.Failed) outcome).fault().code();
  }

  @Test
  void whatStopsThePrinterIsToldAndTheJobGoesOnAfterwards() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator)) {
      emulator.fault("paper-low", Map.of());
      await()
          .atMost(SOON)
          .until(() -> printer.status().conditions().equals(Set.of(Condition.PAPER_NEAR_END)));
      assertThat(printer.status().state()).isEqualTo(DeviceState.IDLE);
      emulator.clear();
      var outcome =
          CompletableFuture.supplyAsync(
              () -> printer.print(notice(), "notice", Duration.ofSeconds(20)));
      emulator.fault("paper-out", Map.of());
      await()
          .atMost(SOON)
          .until(() -> printer.status().conditions().contains(Condition.PAPER_EMPTY));
      assertThat(printer.status().fault().messageZh()).contains("加纸");
      emulator.clear();
      Outcome told = outcome.get(25, TimeUnit.SECONDS);
      // Stopped before the job was sent, it is refused at once; else it comes out after the refill.
      assertThat(told instanceof Outcome.Printed || code(told).equals("PAPER_EMPTY")).isTrue();
      assertThat(emulator.printed()).hasSize(told instanceof Outcome.Printed ? 1 : 0);
    }
  }

  @Test
  void aJobThatDoesNotComeOutInTimeIsTakenBack() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator)) {
      var outcome =
          CompletableFuture.supplyAsync(
              () -> printer.print(notice(), "notice", Duration.ofSeconds(3)));
      await().atMost(SOON).until(() -> emulator.jobStates().size() == 1);
      emulator.fault("jam", Map.of());
      Outcome told = outcome.get(20, TimeUnit.SECONDS);
      if (told instanceof Outcome.Printed) {
        assertThat(emulator.jobStates()).containsExactly(9); // it was quicker than the jam
      } else {
        assertThat(code(told)).isEqualTo("STOPPED");
        assertThat(emulator.jobStates()).containsExactly(7);
        emulator.clear();
        assertThat(emulator.printed()).isEmpty();
      }
    }
  }

  /** Printers refuse names of more than 255 bytes (RFC 8011, 5.1.3); a character takes three. */
  @Test
  void aLongTitleKeepsNobodyFromPrinting() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator)) {
      String title = "延津县政务服务中心𠅤".repeat(20);
      assertThat(printer.print(notice(), title, SOON)).isEqualTo(new Outcome.Printed());
      String asked = emulator.asked("job-name").get("job-name");
      assertThat(title).startsWith(asked);
      assertThat(asked.getBytes(StandardCharsets.UTF_8).length).isBetween(250, 255);
    }
  }

  /** Old ones answer IPP 2.0 with an empty success, or refuse it. */
  @Test
  void aPrinterOfTheOldProtocolIsAskedByIt() throws Exception {
    for (String status : List.of("0", "1283")) {
      try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0")) {
        emulator.fault("old", Map.of("status", status));
        try (var printer = open(emulator)) {
          assertThat(printer.print(notice(), "notice", SOON)).isEqualTo(new Outcome.Printed());
        }
      }
    }
  }

  @Test
  void aPrinterThatThrowsJobsAwayOrTakesNoPdf() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator)) {
      emulator.fault("aborts", Map.of());
      assertThat(code(printer.print(notice(), "notice", SOON))).isEqualTo("JOB_ABORTED");
      emulator.clear();
      emulator.fault("refuses", Map.of());
      assertThat(code(printer.print(notice(), "notice", SOON))).isEqualTo("REFUSED_040a");
    }
  }

  /** It has printed; who said "not printed" now would have it printed twice. */
  @Test
  void aJobThatWasTakenAndIsNotToldOfIsUncertainWithinSecondsAndNotCancelled() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator)) {
      for (int status : new int[] {0x0400, 0x0406, 0x0501, 0x0500}) {
        emulator.fault("mum", Map.of("status", String.valueOf(status)));
        long began = System.nanoTime();
        Outcome told = printer.print(notice(), "notice", Duration.ofMinutes(1));
        assertThat(uncertain(told)).as("%04x", status).isEqualTo("NO_JOB_STATUS");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        emulator.clear();
      }
      assertThat(emulator.jobStates()).containsExactly(9, 9, 9, 9);
      assertThat(emulator.printed()).hasSize(4);
      assertThat(((Outcome.Uncertain) printing(printer, emulator, "mum")).fault().messageZh())
          .contains("已接收", "查看");
    }
  }

  /** The printer falls silent, or its web server fails, while the job is in it. */
  @Test
  void aPrinterThatFallsSilentWithAJobLeavesItUncertain() throws Exception {
    for (String fault : List.of("mute", "http")) {
      try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
          var printer = open(emulator)) {
        assertThat(uncertain(printing(printer, emulator, fault))).isEqualTo("NO_JOB_STATUS");
        emulator.clear();
        assertThat(emulator.jobStates()).as("not cancelled").containsExactly(5);
      }
    }
  }

  /** Prints; the fault comes when the printer has told that it took the job. */
  private static Outcome printing(PagePrinter printer, OfficePrinter emulator, String fault)
      throws Exception {
    int before = emulator.questions();
    await().atMost(SOON).until(() -> printer.status().state() == DeviceState.IDLE);
    emulator.fault("stalls", Map.of());
    var outcome =
        CompletableFuture.supplyAsync(
            () -> printer.print(notice(), "notice", Duration.ofMinutes(1)));
    await().atMost(SOON).until(() -> emulator.questions() > before);
    emulator.fault(fault, Map.of("status", "500"));
    return outcome.get(20, TimeUnit.SECONDS);
  }

  private static String uncertain(Outcome outcome) {
    return ((Outcome.Uncertain) outcome).fault().code();
  }

  @Test
  void aPrinterKnownNotToTellIsNotAsked() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0")) {
      var config =
          new DeviceConfig("office", "ipp", emulator.address().toString(), "silent-end", Map.of());
      try (PagePrinter printer = Quick.device(PagePrinter.class, config)) {
        printer.open();
        await().atMost(SOON).until(() -> printer.status().usable());
        assertThat(uncertain(printer.print(notice(), "notice", SOON))).isEqualTo("NO_JOB_STATUS");
        assertThat(emulator.jobStates()).containsExactly(5);
      }
    }
  }

  @Test
  void whatItsWebServerRefusesIsNamed() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator)) {
      Map<Integer, List<String>> says =
          Map.of(
              401, List.of("LOGIN", ".password"),
              426, List.of("TLS_WANTED", "ipps://"),
              404, List.of("HTTP_404", "/ipp/print"),
              400, List.of("HTTP_400", "port"),
              301, List.of("HTTP_301", "ipps://"),
              503, List.of("HTTP_503", "Restart"));
      for (var each : says.entrySet()) {
        emulator.fault("http", Map.of("status", each.getKey().toString()));
        await().atMost(SOON).until(() -> printer.status().state() == DeviceState.FAILURE);
        assertThat(printer.status().fault().code()).isEqualTo(each.getValue().getFirst());
        assertThat(printer.status().fault().messageEn()).contains(each.getValue().getLast());
        assertThat(code(printer.print(notice(), "notice", SOON)))
            .isEqualTo(each.getValue().getFirst());
        emulator.clear();
        await().atMost(SOON).until(() -> printer.status().usable());
      }
      assertThat(emulator.jobStates()).isEmpty();
    }
  }

  @Test
  void aPrinterThatTakesNothingWeHaveIsToldApartAtOnce() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator)) {
      emulator.fault("takes", Map.of("formats", "application/postscript,text/plain"));
      await().atMost(SOON).until(() -> printer.status().state() == DeviceState.FAILURE);
      assertThat(printer.status().fault().code()).isEqualTo("NO_FORMAT");
      assertThat(printer.status().fault().messageZh()).contains("application/postscript");
      assertThat(code(printer.print(notice(), "notice", SOON))).isEqualTo("NO_FORMAT");
      emulator.fault("takes", Map.of("formats", "image/urf,image/jpeg"));
      await().atMost(SOON).until(() -> printer.status().fault().code().equals("NO_PDF"));
      assertThat(printer.status().fault().messageEn()).contains("device-documents");
      emulator.clear();
      await().atMost(SOON).until(() -> printer.status().usable());
    }
  }

  /** The emulator answers as an independent client expects it of a printer. */
  @Test
  void theEmulatorPassesTheTestsOfIpptool() throws Exception {
    Path pdf = Files.write(files.resolve("page.pdf"), notice());
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0")) {
      for (String test : List.of("get-printer-attributes.test", "print-job.test")) {
        var command =
            new ProcessBuilder(
                "ipptool", "-tf", pdf.toString(), emulator.address().toString(), test);
        Path said = files.resolve(test + ".log");
        Process process = command.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
      }
      assertThat(emulator.jobStates()).hasSize(1);
    }
  }
}
