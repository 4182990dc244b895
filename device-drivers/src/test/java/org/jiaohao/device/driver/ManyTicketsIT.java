package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tickets on the slowest line, while the printer is asked for its state; a morning's of them in the
 * long run. Each is printed by the first job: nothing is repeated.
 */
class ManyTicketsIT {
  private static final int TICKETS = Repetitions.of(20, 200);

  /** A test machine may be busy for longer than a printer may be silent. */
  private static final Pace PATIENT = new Pace(8);

  @Test
  void noByteIsLostAndNoStatusSkipped(@TempDir Path folder) throws Exception {
    String pty = "pty:" + folder.resolve("printer.tty");
    var options = EscPosOptions.of(pty).withBaud(9600).withSpeed(0);
    try (var emulator = EscPosPrinterEmulator.start(options);
        var printer =
            Drivers.create(
                TicketPrinter.class,
                new DeviceConfig(
                    "ticket-printer",
                    "escpos",
                    emulator.address() + "?baud=9600",
                    "generic-80mm",
                    Map.of()),
                Lines.REAL,
                PATIENT)) {
      var lowPaper = new AtomicInteger();
      printer.onStatus(
          status -> {
            if (status.conditions().contains(Condition.PAPER_NEAR_END)) {
              lowPaper.incrementAndGet();
            }
          });
      printer.open();
      await().atMost(Duration.ofSeconds(5)).until(() -> printer.status().usable());
      int told = 0;
      for (int i = 1; i <= TICKETS; i++) {
        if (i % 20 == 10) {
          emulator.fault("paper-near-end");
        }
        String number = "A%03d".formatted(i);
        assertThat(print(printer, number)).as(number).isInstanceOf(PrintOutcome.Confirmed.class);
        if (i % 20 == 10) {
          int before = told;
          await().atMost(Duration.ofSeconds(20)).until(() -> lowPaper.get() > before);
          emulator.fault("refill");
          await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> printer.status().conditions().isEmpty());
          told = lowPaper.get();
        }
      }
      assertThat(emulator.tickets()).hasSize(TICKETS);
      for (int i = 1; i <= TICKETS; i++) {
        var ticket = emulator.tickets().get(i - 1);
        assertThat(ticket.text()).contains("A%03d".formatted(i), "个体工商户设立登记");
        assertThat(ticket.qr()).containsExactly(Ticket.QR);
      }
      assertThat(emulator.state().counters().dropped()).isZero();
      assertThat(emulator.state().unknown()).isEmpty();
    }
  }

  private static PrintOutcome print(TicketPrinter printer, String number) {
    return printer.print(Ticket.of(number, "个体工商户设立登记"), () -> {}, Duration.ofSeconds(20));
  }
}
