package org.jiaohao.kiosk;

import java.nio.file.Path;
import org.jiaohao.emulator.escpos.EscPosOptions;

/** 58 mm paper over TCP. */
class NetworkPrinterIT extends PrinterFaultsSuite {
  @Override
  EscPosOptions options(Path folder) {
    return EscPosOptions.of("tcp:127.0.0.1:0").withWidth(384);
  }

  @Override
  String profile() {
    return "generic-58mm";
  }
}
