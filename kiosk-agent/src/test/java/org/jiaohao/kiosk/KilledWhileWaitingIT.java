package org.jiaohao.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power of the kiosk fails while tickets wait for paper. */
class KilledWhileWaitingIT {
  private static final Duration LONG = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  @Proves({"N23", "R039"})
  void ticketsThatWaitedArePrintedOnceAfterTheRestart() throws Exception {
    try (FakeHallServer server = new FakeHallServer();
        EscPosPrinterEmulator printer =
            EscPosPrinterEmulator.start(EscPosOptions.of("pty:" + folder.resolve("printer")))) {
      KioskProcess kiosk = KioskProcess.withPrinter(folder, server.address(), printer.address());
      kiosk.start().ready();
      await().atMost(LONG).until(kiosk::printerUsable);
      printer.fault("paper-out", Map.of());
      await().atMost(LONG).until(() -> !kiosk.printerUsable());
      assertThat(kiosk.draw("tap-0001", 30).get("state").asString()).isEqualTo("WAITING");
      assertThat(kiosk.draw("tap-0002", 30).get("state").asString()).isEqualTo("WAITING");
      kiosk.kill();

      try (KioskProcess again = kiosk.start().ready()) {
        assertThat(again.until("tap-0001", "WAITING").get("ticket").get("number").asString())
            .isEqualTo("A001");
        assertThat(again.page("/jobs/tap-0002")).contains("本机暂时缺纸", "A002", "class=\"qr\"");
        assertThat(again.draw("tap-0001", 0).get("state").asString())
            .as("the same touch")
            .isEqualTo("WAITING");
        printer.fault("refill", Map.of());
        again.until("tap-0001", "CONFIRMED");
        again.until("tap-0002", "CONFIRMED");
      }
      try (KioskProcess third = kiosk.start().ready()) {
        await().atMost(LONG).until(third::printerUsable);
        assertThat(third.draw("tap-0003", 30).get("state").asString()).isEqualTo("CONFIRMED");
      }
      assertThat(printer.tickets())
          .extracting(paper -> paper.text().replaceAll("(?s).*(A00\\d).*", "$1"))
          .containsExactly("A001", "A002", "A003");
      assertThat(server.hall.byKey).hasSize(3);
    }
  }
}
