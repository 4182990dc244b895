package org.jiaohao.emulator.escpos;

import java.nio.charset.StandardCharsets;

/** What the printer answers when a query reaches the head of its receive buffer. */
final class Answers implements Interpreter.Host {
  private final EscPosOptions options;
  private final EscPosPrinter printer;

  Answers(EscPosOptions options, EscPosPrinter printer) {
    this.options = options;
    this.printer = printer;
  }

  @Override
  public void query(byte[] c) {
    if (c[0] == 0x10) {
      if (c[1] == 0x04 && options.dialect() == Dialect.IN_ORDER) {
        printer.answer((byte) (c[2] == 3 ? 0 : printer.status(c[2])));
      }
    } else if (c[1] == 'I') {
      identity(c[2]);
    } else if (c[1] == 'r') {
      printer.answer((byte) (c[2] == 1 || c[2] == 49 ? printer.paperSensor() : 0));
    } else if (options.processId() && c.length == 11 && c[5] == '0' && c[6] == '0') {
      printer.answer((byte) 0x37, (byte) 0x22, c[7], c[8], c[9], c[10], (byte) 0);
    }
  }

  private void identity(int n) {
    switch (n) {
      case 1, 49 -> printer.answer((byte) 0x20);
      case 2, 50 -> printer.answer((byte) 0x03);
      case 3, 51 -> printer.answer((byte) 0x01);
      case 0x41 -> text("1.00");
      case 0x42 -> text("JIAOHAO");
      case 0x43 -> text("EMULATOR-" + options.width());
      case 0x44 -> text("00000001");
      case 0x45 -> text(options.rom().language());
      default -> {} // no such identity, no answer
    }
  }

  private void text(String text) {
    printer.answer(("_" + text + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void automaticStatus(int mask) {
    printer.automaticStatusMask(mask);
  }

  @Override
  public void initialised() {
    if (options.dialect() == Dialect.BIXOLON) {
      printer.automaticStatusMask(0);
    }
  }
}
