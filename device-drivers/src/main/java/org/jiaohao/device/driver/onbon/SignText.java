package org.jiaohao.device.driver.onbon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.codec.ChineseRom;
import org.jiaohao.device.codec.Readings;
import org.jiaohao.device.codec.WideTwins;

/**
 * A text in the characters of a card's font. A character the font lacks is replaced by its
 * full-width form (¥ → ￥), its Mandarin reading in Latin letters (䶮 → yan), or by ※ where neither
 * is known; look-alikes of the middle dot become U+00B7. Backslashes, which begin the card's
 * escapes, are left out, and a character whose second byte is a backslash is replaced where the
 * card could take it for one.
 */
final class SignText {
  private static final byte[] UNKNOWN = {(byte) 0xa1, (byte) 0xf9}; // ※
  private static final String DOTS = "\u30fb\u2022\u2027\uff65";
  private static final int BACKSLASH = 0x5c;
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final ChineseRom rom;

  SignText(ChineseRom rom) {
    this.rom = rom;
  }

  /** The bytes of a text. */
  byte[] bytes(String text) {
    var out = new ByteArrayOutputStream();
    codes(text).forEach(out::writeBytes);
    return out.toByteArray();
  }

  /** The text with what the card shows in place of characters it lacks. */
  String shown(String text) {
    return new String(bytes(text), GB18030);
  }

  /** The bytes of each character. */
  List<byte[]> codes(String text) {
    int[] points =
        text.codePoints()
            .filter(c -> c != BACKSLASH && !Character.isISOControl(c))
            .map(c -> DOTS.indexOf(c) >= 0 ? '·' : c)
            .toArray();
    List<byte[]> codes = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      int next = i + 1 < points.length ? points[i + 1] : 0;
      byte[] code = code(points[i]);
      boolean escape = code != null && code.length == 2 && code[1] == BACKSLASH;
      boolean lacks = code == null || escape && (next == 'C' || next == 'F');
      codes.addAll(lacks ? reading(points[i]) : List.of(code));
    }
    return codes;
  }

  private byte[] code(int codePoint) {
    byte[] own = rom.code(codePoint);
    return own == null ? rom.code(WideTwins.of(codePoint)) : own;
  }

  private static List<byte[]> reading(int codePoint) {
    return Readings.of(codePoint)
        .map(reading -> reading.chars().mapToObj(c -> new byte[] {(byte) c}).toList())
        .orElse(List.of(UNKNOWN));
  }

  /** Half-width columns of the bytes: each byte is one. */
  static int columns(byte[] text) {
    return text.length;
  }
}
