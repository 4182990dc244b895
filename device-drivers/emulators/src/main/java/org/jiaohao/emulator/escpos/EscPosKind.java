package org.jiaohao.emulator.escpos;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.render.Rom;

/** A receipt printer on the command line. */
public final class EscPosKind implements EmulatorKind {
  @Override
  public String name() {
    return "escpos";
  }

  @Override
  public String usage() {
    return """
    --width DOTS     per line: 576 (80 mm) or 384 (58 mm)
    --rom NAME       gbk, gb2312 or gb18030
    --speed MM       of paper per second, default 150; --fast takes no time
    --dialect NAME   epson, in-order, one-way, cashino, custom, lagging or bixolon
    --buffer BYTES   receive buffer, default 4096; --drop loses bytes beyond it
    --no-process-id  cannot confirm jobs
    --no-qr          has no QR codes of its own
    """;
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    EscPosOptions printer =
        new EscPosOptions(
            options.listen(),
            options.number("width", 576),
            options.choice("rom", Rom.GBK),
            options.baud(),
            !options.given("no-process-id"),
            !options.given("no-qr"),
            options.choice("dialect", Dialect.EPSON),
            options.number("buffer", 4096),
            options.given("drop"),
            options.given("fast") ? 0 : options.number("speed", 150),
            options.out(),
            options.dump());
    options.end();
    return EscPosPrinterEmulator.start(printer);
  }
}
