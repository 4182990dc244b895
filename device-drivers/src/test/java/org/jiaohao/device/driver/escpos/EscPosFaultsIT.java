package org.jiaohao.device.driver.escpos;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;

class EscPosFaultsIT extends FaultSuite<TicketPrinter> {
  private final AtomicInteger number = new AtomicInteger();

  @Override
  protected String driver() {
    return "escpos";
  }

  @Override
  protected Class<TicketPrinter> kind() {
    return TicketPrinter.class;
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return EscPosPrinterEmulator.start(EscPosOptions.of(listen).withSpeed(0));
  }

  @Override
  protected boolean works(TicketPrinter printer, EmulatedDevice emulator) {
    String text = "第 " + number.incrementAndGet() + " 张";
    var document = new PrintDocument(java.util.List.of(Text.of(text)));
    PrintOutcome outcome = printer.print(document, () -> {}, Duration.ofSeconds(4));
    long printed =
        ((EscPosPrinterEmulator) emulator)
            .tickets().stream().filter(ticket -> ticket.text().contains(text)).count();
    return outcome instanceof PrintOutcome.Confirmed && printed == 1;
  }

  /** Answers are single bytes or short lists without check fields or addresses. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-check", "wrong-address");
  }
}
