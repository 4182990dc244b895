package org.jiaohao.emulator.onbon;

import java.util.HexFormat;

/** Frames made by the maker's own encoder, hex, without the leading A5. */
final class GoldenFrames {
  static final String PING = "01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A2 00 01 00 00 68 F8 5A";
  static final String STATUS = "01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A1 02 01 00 00 2D 40 5A";
  static final String CLEAR = "01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A3 10 01 00 00 51 F8 5A";
  static final String ON = "01 00 00 80 00 00 00 00 00 00 FE 02 06 00 A3 00 01 00 00 01 79 EA 5A";
  static final String OFF = "01 00 00 80 00 00 00 00 00 00 FE 02 06 00 A3 00 01 00 00 02 39 EB 5A";
  static final String CLOCK =
      "01 00 00 80 00 00 00 00 00 00 FE 02 0D 00 A2 03 01 00 00"
          + "26 20 10 15 09 30 45 04 EE 20 5A";
  static final String CALL =
      "01 00 00 80 00 00 00 00 00 00 FE 02 38 00 A3 06 01 00 00 00 01 2F 00 00 00 80 00 00 60 80"
          + "10 00 00 00 00 05 00 00 00 00 02 01 02 00 00 08 14 00 00 00 5C 43 31 C7 EB 41 30 30 31"
          + "BA C5 B5 BD 33 BA C5 B4 B0 BF DA 4B FD 5A";
  static final String VOICE =
      "01 00 00 80 00 00 00 00 00 00 FE 02 44 00 A3 06 01 00 00 00 01 3B 00 00 00 80 00 00 60 80"
          + "10 00 00 00 00 05 00 02 10 08 05 11 00 00 00 C7 EB 41 30 30 31 BA C5 B5 BD 33 BA C5 B4"
          + "B0 BF DA 00 00 02 01 02 00 00 08 08 00 00 00 C7 EB 41 30 30 31 BA C5 D2 07 5A";
  static final String PAUSED =
      "03 00 00 80 00 00 00 00 00 00 FE 02 2C 00 A3 06 01 00 00 00 01 23 00 00 00 80 00 00 60 80"
          + "10 00 00 00 00 05 00 00 00 00 02 01 02 00 00 08 08 00 00 00 D4 DD CD A3 B7 FE CE F1 C0"
          + "DC 5A";
  static final String DELETE =
      "03 00 00 80 00 00 00 00 00 00 FE 02 08 00 A3 06 01 00 00 01 00 00 06 33 5A";
  static final String OTHER_ENCODER =
      "01 00 00 80 00 00 00 00 00 00 FE 02 32 00 A3 06 01 2D 00 00 01 29 00 00 00 00 00 00 18 00"
          + "20 00 00 00 00 02 00 00 00 00 02 02 03 00 04 05 0E 00 00 00 30 31 32 33 34 35 51 52 53"
          + "54 54 56 27 42 A8 7D 5A";

  private GoldenFrames() {}

  static byte[] wire(String frame) {
    return HexFormat.of().parseHex(("A5".repeat(8) + frame).replaceAll("\\s", ""));
  }
}
