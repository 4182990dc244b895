package org.jiaohao.emulator.escpos;

import java.util.HexFormat;

/** Print jobs as bytes. */
final class Jobs {
  /** Reference ticket: title, number, bold line, QR, feed, cut, process id "0001". */
  static final byte[] REFERENCE =
      hex(
          """
          1B 40 1C 26 1C 53 00 00 1B 61 01 1D 21 11
          D5 FE CE F1 B7 FE CE F1 D6 D0 D0 C4 0A
          1D 21 33 41 30 30 31 0A
          1D 21 00 1B 61 00
          1B 45 01 C7 EB C1 F4 D2 E2 BD D0 BA C5 0A
          1B 45 00
          1D 28 6B 04 00 31 41 32 00
          1D 28 6B 03 00 31 43 06
          1D 28 6B 03 00 31 45 31
          1D 28 6B 1C 00 31 50 30 68 74 74 70 73 3A 2F 2F
          65 78 61 6D 70 6C 65 2E 63 6E 2F 71 2F 41 30 30 31
          1D 28 6B 03 00 31 51 30
          1B 64 03
          1D 56 42 00
          1D 28 48 06 00 30 30 30 30 30 31
          """);

  static final byte[] PROCESS_ID = hex("37 22 30 30 30 31 00");
  static final String QR = "https://example.cn/q/A001";

  private Jobs() {}

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }
}
