package org.jiaohao.kiosk;

import java.nio.file.Path;
import org.jiaohao.emulator.escpos.EscPosOptions;

/** 80 mm paper on a pseudo-terminal. */
class SerialPrinterIT extends PrinterFaultsSuite {
  @Override
  EscPosOptions options(Path folder) {
    return EscPosOptions.of("pty:" + folder.resolve("printer"));
  }

  @Override
  String profile() {
    return "generic-80mm";
  }
}
