package org.jiaohao.emulator.escpos;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import org.jiaohao.emulator.render.Dots;
import org.jiaohao.emulator.render.Rom;

/** Decodes bytes of text with the printer's ROM and fills lines. */
final class TextWriter {
  private static final Charset PC437 = Charset.forName("IBM437");
  private static final int USER_GLYPH_LEAD = 0xFE;
  private static final int USER_GLYPH_TRAIL = 0xA1;

  private final Rom rom;
  private final Mechanism mechanism;
  private final LineComposer line;
  private final Map<Integer, Dots> glyphs = new HashMap<>();
  private final int paperWidth;
  private final int[] code = new int[4];
  private int codeLength;
  private Style style;

  TextWriter(int paperWidth, Rom rom, Mechanism mechanism) {
    this.paperWidth = paperWidth;
    this.rom = rom;
    this.mechanism = mechanism;
    this.line = new LineComposer(paperWidth);
  }

  /** Power-on and ESC @: the line and the host's glyphs are gone. */
  void initialise(Style fresh) {
    style = fresh;
    line.discard();
    glyphs.clear();
    codeLength = 0;
  }

  LineComposer line() {
    return line;
  }

  /** A byte of text. */
  void accept(int value) {
    if (codeLength == 0) {
      if (value < 0x80) {
        add(Cell.ank(value, style));
      } else if (style.chinese && rom.lead(value)) {
        code[codeLength++] = value;
      } else if (style.chinese && value >= USER_GLYPH_LEAD) {
        code[codeLength++] = value;
      } else {
        add(Cell.ank(westernCharacter(value), style));
      }
      return;
    }
    code[codeLength++] = value;
    if (codeLength == 2) {
      second(value);
    } else if (codeLength == 4) {
      codeLength = 0;
      boolean whole = rom.lead(code[2]) && digit(value);
      add(
          Cell.han(
              whole
                  ? rom.decode((byte) code[0], (byte) code[1], (byte) code[2], (byte) code[3])
                  : Rom.MISSING,
              style));
    }
  }

  /** A byte above 7F that begins no Chinese: code page 0 is PC437, the printer has no other. */
  private int westernCharacter(int value) {
    return !style.chinese && style.codePage == 0
        ? new String(new byte[] {(byte) value}, PC437).codePointAt(0)
        : Rom.MISSING;
  }

  private void second(int value) {
    if (rom.fourBytes() && digit(value)) {
      return;
    }
    codeLength = 0;
    Dots own = glyphs.get(code[0] << 8 | value);
    if (own != null) {
      add(Cell.han(own, KnownShapes.read(own), style));
    } else if (rom.trail(value)) {
      add(Cell.han(rom.decode((byte) code[0], (byte) value), style));
    } else {
      add(Cell.han(Rom.MISSING, style));
      if (value < 0x80) {
        add(Cell.ank(value, style));
      }
    }
  }

  private static boolean digit(int value) {
    return value >= '0' && value <= '9';
  }

  /** A lead byte whose trail never came prints as a box. */
  void endHalf() {
    if (codeLength > 0) {
      codeLength = 0;
      add(Cell.han(Rom.MISSING, style));
    }
  }

  void add(Cell cell) {
    if (!line.fits(cell, Math.min(style.areaWidth, paperWidth - style.leftMargin))
        && !line.empty()) {
      flush();
    }
    line.add(cell);
  }

  /** Prints what is on the line, if anything, and advances by one line. */
  void lineFeed() {
    feedDots(style.lineSpacing);
  }

  /** Prints the line, if anything is on it. */
  void flush() {
    if (!line.empty()) {
      lineFeed();
    }
  }

  /** ESC d: prints and feeds. */
  void feedLines(int lines) {
    for (int i = 0; i < lines; i++) {
      lineFeed();
    }
    if (lines == 0) {
      flush();
    }
  }

  /** ESC J: prints and feeds; never less than the line is high. */
  void feedDots(int rows) {
    LineComposer.Line done = line.finish(style);
    mechanism.print(done.dots());
    mechanism.text(done.text());
    mechanism.feed(Math.max(0, rows - done.dots().height()));
  }

  /** FS 2: a shape of the host's own, column by column. */
  void define(byte[] c) {
    int lead = c[2] & 0xFF;
    int trail = c[3] & 0xFF;
    if (lead != USER_GLYPH_LEAD || trail < USER_GLYPH_TRAIL) {
      return;
    }
    int height = style.hanFont == 2 ? 16 : 24;
    int columnBytes = height / 8;
    int width = (c.length - 4) / columnBytes;
    Dots dots = new Dots(24 == height ? 24 : width, height);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        dots.set(x, y, (c[4 + x * columnBytes + y / 8] & (0x80 >> (y % 8))) != 0);
      }
    }
    glyphs.put(lead << 8 | trail, dots);
  }

  /** FS ?. */
  void undefine(int trailAndLead) {
    glyphs.remove((trailAndLead & 0xFF) << 8 | trailAndLead >> 8);
  }
}
