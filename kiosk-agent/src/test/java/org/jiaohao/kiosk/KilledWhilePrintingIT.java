package org.jiaohao.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.proofs.Proves;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kiosk's process is killed while the paper moves. */
class KilledWhilePrintingIT {
  @TempDir Path folder;

  /** What is on paper when the power fails. */
  static Stream<String> moments() {
    List<String> all = List.of("业务", "延津县", "A001", "等候", "区域", "取号");
    return all.stream().limit(Repetitions.of(1, all.size()));
  }

  @ParameterizedTest
  @MethodSource("moments")
  @Proves("N23")
  void aTicketThatWasBeingPrintedIsUncertainAndNotPrintedAgain(String printed) throws Exception {
    EscPosOptions slow = EscPosOptions.of("pty:" + folder.resolve("printer")).withSpeed(15);
    try (FakeHallServer server = new FakeHallServer();
        EscPosPrinterEmulator printer = EscPosPrinterEmulator.start(slow)) {
      KioskProcess kiosk =
          KioskProcess.withPrinter(folder, server.address(), printer.address()).start().ready();
      usable(kiosk);
      kiosk.draw("tap-0001", 0);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> printer.unfinished().text().contains(printed));
      assertThat(kiosk.job("tap-0001").get("state").asString()).isEqualTo("SENT");
      kiosk.kill();

      try (KioskProcess again = kiosk.start()) {
        assertThat(again.until("tap-0001", "UNCERTAIN").get("messageEn").asString())
            .contains("reprint");
        await().atMost(Duration.ofSeconds(30)).until(printer::settled);
        usable(again.ready());
        again.draw("tap-0002", 0);
        again.until("tap-0002", "CONFIRMED");
        assertThat(
                printer.tickets().stream().filter(ticket -> ticket.text().contains("A001")).count())
            .isLessThanOrEqualTo(1);
        assertThat(
                printer.tickets().stream().filter(ticket -> ticket.text().contains("A002")).count())
            .isEqualTo(1);
      }
    }
  }

  private static void usable(KioskProcess kiosk) {
    await().atMost(Duration.ofSeconds(30)).until(kiosk::printerUsable);
  }
}
