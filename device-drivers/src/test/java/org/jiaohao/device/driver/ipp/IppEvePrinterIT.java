package org.jiaohao.device.driver.ipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The IPP Everywhere printer of CUPS. It wants a system bus to announce itself on; it gets one of
 * its own with nobody on it, so nothing is announced.
 */
@VerifiedAgainst(driver = "ipp", source = "ippeveprinter of CUPS 2.4")
class IppEvePrinterIT {
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Tells what is wrong, prints when "go" is there, fails when "fail" is there. */
  private static final String MECHANISM =
      """
      #!/bin/sh
      here=$(dirname "$0")
      [ ! -e "$here/reason" ] || echo "STATE: +$(cat "$here/reason")" >&2
      until [ -e "$here/go" ] || [ -e "$here/fail" ]; do sleep 0.1; done
      [ ! -e "$here/reason" ] || echo "STATE: -$(cat "$here/reason")" >&2
      [ ! -e "$here/fail" ] || exit 1
      cp "$1" "$here/out.tmp" && mv "$here/out.tmp" "$here/out.pdf"
      """;

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();
  private Process eve;
  private PagePrinter printer;
  private int port;

  @BeforeEach
  void start() throws Exception {
    Path mechanism = Files.writeString(folder.resolve("mechanism"), MECHANISM);
    assertThat(mechanism.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(folder.resolve("spool"));
    port = Ports.free();
    run("dbus", "dbus-daemon", "--session", "--nofork", "--address=" + bus());
    await().atMost(SOON).until(() -> Files.exists(folder.resolve("bus")));
    eve = eve();
    var address = "ipp://localhost:" + port + "/ipp/print";
    var config = new DeviceConfig("office", "ipp", address, null, Map.of());
    printer = Quick.device(PagePrinter.class, config);
    printer.open();
    await().atMost(SOON).until(() -> printer.status().usable());
  }

  private String bus() {
    return "unix:path=" + folder.resolve("bus");
  }

  private Process eve() throws Exception {
    return run(
        "eve",
        "/usr/sbin/ippeveprinter",
        "-n",
        "localhost",
        "-p",
        String.valueOf(port),
        "-r",
        "off",
        "-f",
        "application/pdf",
        "-d",
        folder.resolve("spool").toString(),
        "-c",
        folder.resolve("mechanism").toString(),
        "Office");
  }

  private Process run(String name, String... command) throws Exception {
    var builder = new ProcessBuilder(command);
    builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", bus());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name).toFile()));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  @AfterEach
  void stop() throws Exception {
    if (printer != null) {
      printer.close();
    }
    for (Process process : processes.reversed()) {
      end(process);
    }
  }

  private static void end(Process process) throws Exception {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  private void set(String file, String content) throws Exception {
    Files.writeString(folder.resolve(file), content);
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
    set("go", "");
    assertThat(code(printer.print(pdf(), "办事指南", LONG))).isEqualTo("printed");
    assertThat(folder.resolve("out.pdf")).hasBinaryContent(pdf());
  }

  @Test
  void whatThePrinterTellsOfItsPaperIsSeenWhileTheJobWaits() throws Exception {
    set("reason", "media-empty");
    var outcome = CompletableFuture.supplyAsync(() -> printer.print(pdf(), "notice", LONG));
    await()
        .atMost(SOON)
        .until(() -> printer.status().conditions().equals(Set.of(Condition.PAPER_EMPTY)));
    assertThat(outcome).isNotDone();
    assertThat(printer.status().state()).isEqualTo(DeviceState.BUSY);
    set("go", "");
    assertThat(code(outcome.get(30, TimeUnit.SECONDS))).isEqualTo("printed");
    await().atMost(SOON).until(() -> printer.status().conditions().isEmpty());
  }

  /** This printer says yes to a cancel while it prints, and prints on. */
  @Test
  void aCancelThatThePrinterDoesNotCarryOutLeavesTheJobUncertain() throws Exception {
    Duration deadline = Duration.ofSeconds(2);
    assertThat(code(printer.print(pdf(), "notice", deadline))).isEqualTo("uncertain TIMEOUT");
    set("go", "");
    await().atMost(SOON).until(() -> Files.exists(folder.resolve("out.pdf")));
  }

  @Test
  void aJobThatFailsIsToldAndTheNextComesOut() throws Exception {
    set("fail", "");
    assertThat(code(printer.print(pdf(), "notice", LONG))).isEqualTo("failed JOB_ABORTED");
    assertThat(folder.resolve("out.pdf")).doesNotExist();
    Files.delete(folder.resolve("fail"));
    set("go", "");
    assertThat(code(printer.print(pdf(), "notice", LONG))).isEqualTo("printed");
  }

  @Test
  void aPrinterThatGoesAwayIsSeenAndComesBack() throws Exception {
    end(eve);
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> printer.status().state() == DeviceState.NO_HARDWARE);
    assertThat(code(printer.print(pdf(), "notice", LONG))).startsWith("failed");
    eve = eve();
    await().atMost(SOON).until(() -> printer.status().state() == DeviceState.IDLE);
    set("go", "");
    assertThat(code(printer.print(pdf(), "notice", LONG))).isEqualTo("printed");
  }
}
