package org.jiaohao.device.driver.escpos;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.api.Invisible;
import org.jiaohao.device.codec.ChineseRom;
import org.jiaohao.font.BitmapFont;

/**
 * Which characters the printer draws itself, how wide they are, and where a paragraph wraps. Bytes
 * are exactly GB18030; only codes of one or two bytes are ever sent as text (N20).
 */
final class PrinterText {
  /** For characters nobody can draw: ※, in every Chinese font. */
  private static final int SUBSTITUTE = 0x203B;

  private final ChineseRom rom;
  private final BitmapFont font;

  PrinterText(ChineseRom rom, BitmapFont font) {
    this.rom = rom;
    this.font = font;
  }

  /** The text without control and invisible characters, with ※ for what can be drawn in no way. */
  String drawable(String text) {
    var result = new StringBuilder();
    Invisible.without(text)
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .forEach(
            c ->
                result.appendCodePoint(
                    rom.code(c) != null || font.glyph(c) != null ? c : SUBSTITUTE));
    return result.toString();
  }

  /** Half-width columns of a character. */
  static int columns(int codePoint) {
    return codePoint < 0x80 ? 1 : 2;
  }

  static int columns(String text) {
    return text.codePoints().map(PrinterText::columns).sum();
  }

  /** Lines of at most {@code width} columns; runs of Latin letters and digits stay together. */
  static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String piece : pieces(text, width)) {
      if (columns(line.toString()) + columns(piece) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      if (!(line.isEmpty() && piece.isBlank() && !lines.isEmpty())) {
        line.append(piece);
      }
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** Marks that a line does not begin with. */
  private static boolean closes(int codePoint) {
    return "，。、；：！？）》」』】〉”’…".indexOf(codePoint) >= 0;
  }

  private static List<String> pieces(String text, int width) {
    var pieces = new ArrayList<String>();
    var word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean joins = c > 0x20 && c < 0x7f && word.length() < width;
              if (closes(c) && word.isEmpty() && !pieces.isEmpty()) {
                pieces.add(pieces.removeLast() + Character.toString(c));
                return;
              }
              if (!joins) {
                flush(word, pieces);
              }
              word.appendCodePoint(c);
              if (!joins && c >= 0x80 || c == 0x20) {
                flush(word, pieces);
              }
            });
    flush(word, pieces);
    return pieces;
  }

  private static void flush(StringBuilder word, List<String> pieces) {
    if (!word.isEmpty()) {
      pieces.add(word.toString());
      word.setLength(0);
    }
  }
}
