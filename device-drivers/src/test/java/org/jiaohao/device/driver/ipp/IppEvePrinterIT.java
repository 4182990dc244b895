package org.jiaohao.device.driver.ipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.api.PagePrinter.Outcome;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PDF files on the IPP Everywhere printer of CUPS. */
@VerifiedAgainst(driver = "ipp", source = "ippeveprinter of CUPS 2.4")
class IppEvePrinterIT {
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private EvePrinter eve;
  private PagePrinter printer;

  @BeforeEach
  void start() throws Exception {
    eve = EvePrinter.start(folder, List.of("-f", "application/pdf"), Map.of());
    var config = new DeviceConfig("office", "ipp", eve.address("ipp"), null, Map.of());
    printer = Quick.device(PagePrinter.class, config);
    printer.open();
    await().atMost(SOON).until(() -> printer.status().usable());
  }

  @AfterEach
  void stop() throws Exception {
    if (printer != null) {
      printer.close();
    }
    eve.close();
  }

  /** Larger than one packet, with every byte. */
  private static byte[] pdf() {
    var bytes = new byte[200_000];
    new Random(8011).nextBytes(bytes);
    byte[] head = "%PDF-1.7\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static String code(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Printed p -> "printed";
      case Outcome.Failed f -> "failed " + f.fault().code();
      case Outcome.Uncertain u -> "uncertain " + u.fault().code();
    };
  }

  @Test
  void aDocumentArrivesByteForByte() throws Exception {
    eve.set("go", "");
    assertThat(code(printer.print(pdf(), "办事指南", LONG))).isEqualTo("printed");
    assertThat(eve.out()).hasBinaryContent(pdf());
  }

  @Test
  void whatThePrinterTellsOfItsPaperIsSeenWhileTheJobWaits() throws Exception {
    eve.set("reason", "media-empty");
    var outcome = CompletableFuture.supplyAsync(() -> printer.print(pdf(), "notice", LONG));
    await()
        .atMost(SOON)
        .until(() -> printer.status().conditions().equals(Set.of(Condition.PAPER_EMPTY)));
    assertThat(outcome).isNotDone();
    assertThat(printer.status().state()).isEqualTo(DeviceState.BUSY);
    eve.set("go", "");
    assertThat(code(outcome.get(30, TimeUnit.SECONDS))).isEqualTo("printed");
    await().atMost(SOON).until(() -> printer.status().conditions().isEmpty());
  }

  /** This printer says yes to a cancel while it prints, and prints on. */
  @Test
  void aCancelThatThePrinterDoesNotCarryOutLeavesTheJobUncertain() throws Exception {
    Duration deadline = Duration.ofSeconds(2);
    assertThat(code(printer.print(pdf(), "notice", deadline))).isEqualTo("uncertain TIMEOUT");
    eve.set("go", "");
    await().atMost(SOON).until(() -> Files.exists(eve.out()));
  }

  @Test
  void aJobThatFailsIsToldAndTheNextComesOut() throws Exception {
    eve.set("fail", "");
    assertThat(code(printer.print(pdf(), "notice", LONG))).isEqualTo("failed JOB_ABORTED");
    assertThat(eve.out()).doesNotExist();
    Files.delete(folder.resolve("fail"));
    eve.set("go", "");
    assertThat(code(printer.print(pdf(), "notice", LONG))).isEqualTo("printed");
  }

  @Test
  void aPrinterThatGoesAwayIsSeenAndComesBack() throws Exception {
    eve.off();
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> printer.status().state() == DeviceState.NO_HARDWARE);
    assertThat(code(printer.print(pdf(), "notice", LONG))).startsWith("failed");
    eve.on();
    await().atMost(SOON).until(() -> printer.status().state() == DeviceState.IDLE);
    eve.set("go", "");
    assertThat(code(printer.print(pdf(), "notice", LONG))).isEqualTo("printed");
  }
}
