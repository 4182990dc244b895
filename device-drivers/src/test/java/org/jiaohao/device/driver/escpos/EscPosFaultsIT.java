package org.jiaohao.device.driver.escpos;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Prints;
import org.jiaohao.device.Prints.Said;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;

class EscPosFaultsIT extends FaultSuite<TicketPrinter> {
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
  protected Job job(TicketPrinter printer, EmulatedDevice emulator) {
    return new Prints(
        text -> said(printer.print(document(text), () -> {}, Duration.ofSeconds(2))),
        text ->
            ((EscPosPrinterEmulator) emulator)
                .tickets().stream().filter(ticket -> ticket.text().contains(text)).count());
  }

  private static PrintDocument document(String text) {
    return new PrintDocument(List.of(Text.of(text)));
  }

  private static Said said(PrintOutcome outcome) {
    return switch (outcome) {
      case PrintOutcome.Confirmed confirmed -> Said.PRINTED;
      case PrintOutcome.Failed failed -> Said.FAILED;
      case PrintOutcome.Uncertain uncertain -> Said.UNCERTAIN;
    };
  }

  /** Answers are single bytes or short lists without check fields or addresses. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-check", "wrong-address");
  }
}
