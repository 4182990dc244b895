package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Picture;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.emulator.render.Dots;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A large logo on slow paper, on printers that lose what their small buffer cannot hold. */
@Isolated("the paper of its printer moves in real time, and so must the driver's bands")
class LogoIT {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 600; // 24 KB
  private static final int BUFFER = 4096;
  private static final double MM_PER_SECOND = 60;

  @TempDir Path folder;

  /** Noise in which also the first bytes of real-time commands occur. */
  private static byte[] logo() {
    var rows = new byte[WIDTH / 8 * HEIGHT];
    new Random(11).nextBytes(rows);
    for (int i = 0; i + 2 < rows.length; i += 101) {
      rows[i] = 0x10;
      rows[i + 1] = (byte) (i % 2 == 0 ? 0x04 : 0x05);
      rows[i + 2] = 2;
    }
    return rows;
  }

  private static String address(EscPosPrinterEmulator emulator) {
    String address = emulator.address().toString();
    return address.startsWith("tcp") ? address : address + "?baud=115200";
  }

  @ParameterizedTest
  @CsvSource({"pty,generic-80mm", "tcp,generic-80mm", "tcp,clone-80mm"})
  void comesOutDotForDotAndLosesNothing(String line, String profile) throws Exception {
    String listen = line.equals("pty") ? "pty:" + folder.resolve("p.tty") : "tcp:127.0.0.1:0";
    var options = EscPosOptions.of(listen).withSpeed(MM_PER_SECOND).withBuffer(BUFFER, true);
    try (var emulator = EscPosPrinterEmulator.start(options);
        var printer =
            Drivers.create(
                TicketPrinter.class,
                new DeviceConfig("printer", "escpos", address(emulator), profile, Map.of()))) {
      printer.open();
      await().atMost(Duration.ofSeconds(5)).until(() -> printer.status().usable());
      var document = new PrintDocument(List.of(new Picture(WIDTH, logo()), Text.of("A001")));

      PrintOutcome outcome = printer.print(document, () -> {}, Duration.ofSeconds(30));

      assertThat(emulator.state().counters().dropped()).as("bytes lost").isZero();
      assertThat(outcome).isInstanceOf(PrintOutcome.Confirmed.class);
      assertThat(emulator.tickets()).hasSize(1);
      assertThat(emulator.tickets().getFirst().text()).contains("A001");
      assertThat(emulator.state().unknown()).isEmpty();
      sameDots(emulator.tickets().getFirst().paper(), logo());
    }
  }

  /** Only the dot that keeps a real-time command apart may be there in addition. */
  private static void sameDots(Dots paper, byte[] logo) {
    int left = (paper.width() - WIDTH) / 2;
    int top = 0;
    while (blank(paper, top)) {
      top++;
    }
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = y * (WIDTH / 8) + x / 8;
        boolean black = (logo[at] & 0x80 >> x % 8) != 0;
        boolean keptApart = logo[at] == 0x10 && x % 8 == 4;
        if (paper.get(left + x, top + y) != black && !keptApart) {
          throw new AssertionError("dot " + x + ", " + y);
        }
      }
    }
  }

  private static boolean blank(Dots paper, int y) {
    for (byte eight : paper.row(y)) {
      if (eight != 0) {
        return false;
      }
    }
    return true;
  }
}
