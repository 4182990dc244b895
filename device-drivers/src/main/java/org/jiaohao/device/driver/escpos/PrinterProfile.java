package org.jiaohao.device.driver.escpos;

import java.util.Map;
import java.util.Set;
import org.jiaohao.device.codec.ChineseRom;
import org.jiaohao.device.driver.Profiles;

/**
 * How one model of ESC/POS printer differs from the next: data, not code.
 *
 * @param dots dots of a line
 * @param columns half-width characters of a line
 * @param rom Chinese characters the printer's own font is trusted with
 * @param rare how other characters are drawn
 * @param status whether it answers DLE EOT
 * @param automatic whether it tells changes by itself (GS a)
 * @param completion proof that a job came out
 * @param cutter whether it has a knife
 * @param nativeQr whether it draws QR codes itself
 */
record PrinterProfile(
    int dots,
    int columns,
    ChineseRom rom,
    Rare rare,
    boolean status,
    boolean automatic,
    Completion completion,
    boolean cutter,
    boolean nativeQr) {

  /** How characters outside the font are drawn. */
  enum Rare {
    RASTER,
    USER_GLYPH
  }

  /** Proof that a job came out. */
  enum Completion {
    PROCESS_ID,
    ORDERED_STATUS,
    NONE
  }

  static PrinterProfile load(String name) {
    Profiles.Values values = Profiles.load("escpos", name);
    return new PrinterProfile(
        values.number("dots", 200, 1000),
        values.number("columns", 16, 80),
        ChineseRom.valueOf(values.word("rom", Set.of("gb2312", "gbk")).toUpperCase()),
        values.word("rare", Set.of("raster", "user-glyph")).equals("raster")
            ? Rare.RASTER
            : Rare.USER_GLYPH,
        values.flag("status"),
        values.flag("automatic-status", false),
        Map.of(
                "process-id",
                Completion.PROCESS_ID,
                "ordered-status",
                Completion.ORDERED_STATUS,
                "none",
                Completion.NONE)
            .get(values.word("completion", Set.of("process-id", "ordered-status", "none"))),
        values.flag("cutter"),
        values.word("qr", Set.of("native", "raster")).equals("native"));
  }
}
