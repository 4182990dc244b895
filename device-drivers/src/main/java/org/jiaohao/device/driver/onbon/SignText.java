package org.jiaohao.device.driver.onbon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jiaohao.device.codec.ChineseRom;
import org.jiaohao.device.codec.Readings;

/**
 * A text in the characters of a card's font. A character the font lacks is replaced by its Mandarin
 * reading in Latin letters (䶮 → yan), or by ※ where no reading is known; look-alikes of the middle
 * dot become U+00B7. Backslashes, which begin the card's escapes, are left out, and a character
 * whose second byte is a backslash is replaced where the card could take it for one.
 */
final class SignText {
  private static final byte[] UNKNOWN = {(byte) 0xa1, (byte) 0xf9}; // ※
  private static final String DOTS = "\u30fb\u2022\u2027\uff65";
  private static final int BACKSLASH = 0x5c;

  private final ChineseRom rom;

  SignText(ChineseRom rom) {
    this.rom = rom;
  }

  /** The bytes of a text. */
  byte[] bytes(String text) {
    var out = new ByteArrayOutputStream();
    int[] points =
        text.codePoints()
            .filter(c -> c != BACKSLASH && !Character.isISOControl(c))
            .map(c -> DOTS.indexOf(c) >= 0 ? '·' : c)
            .toArray();
    for (int i = 0; i < points.length; i++) {
      int next = i + 1 < points.length ? points[i + 1] : 0;
      byte[] code = rom.code(points[i]);
      boolean escape = code != null && code.length == 2 && code[1] == BACKSLASH;
      if (code == null || (escape && (next == 'C' || next == 'F'))) {
        code = substitute(points[i]);
      }
      out.writeBytes(code);
    }
    return out.toByteArray();
  }

  private static byte[] substitute(int codePoint) {
    return Readings.of(codePoint)
        .map(reading -> reading.getBytes(StandardCharsets.US_ASCII))
        .orElse(UNKNOWN);
  }

  /** Half-width columns of the bytes: each byte is one. */
  static int columns(byte[] text) {
    return text.length;
  }
}
