package org.jiaohao.emulator.escpos;

import org.jiaohao.emulator.render.Dots;
import org.jiaohao.font.BitmapFont;

/**
 * One thing on a line of print: a character, a picture, a symbol.
 *
 * @param dots how it looks, already scaled
 * @param text what it reads, possibly empty
 */
record Cell(Dots dots, String text) {
  private static final int BOX_INSET = 2;
  private static final int SMALL_HEIGHT = 17;
  private static final int SMALL_WIDTH = 9;
  private static final int HAN_WIDTH = 24;

  /** A half-width character of font A, 12x24, or of font B, 9x17. */
  static Cell ank(int codePoint, Style style) {
    Dots plain;
    if (style.smallFont) {
      plain = fit(BitmapFont.size16().glyph(codePoint), SMALL_WIDTH, SMALL_HEIGHT);
    } else {
      plain = fit(BitmapFont.size24().glyph(codePoint), HAN_WIDTH / 2, HAN_WIDTH);
    }
    return drawn(
        plain, codePoint, style.scaleX, style.scaleY, 0, style.charSpace, style.underline, style);
  }

  /** A full-width character from the ROM, 24x24 or 16x16. */
  static Cell han(int codePoint, Style style) {
    boolean small = style.hanFont == 2;
    BitmapFont font = small ? BitmapFont.size16() : BitmapFont.size24();
    int size = small ? 16 : HAN_WIDTH;
    return han(fit(font.glyph(codePoint), size, size), codePoint, style);
  }

  /** A full-width character of the host's own shape (FS 2). */
  static Cell han(Dots shape, int codePoint, Style style) {
    return drawn(
        shape,
        codePoint,
        Math.max(style.scaleX, style.hanScaleX),
        Math.max(style.scaleY, style.hanScaleY),
        style.hanLeft,
        style.hanRight,
        style.hanUnderline,
        style);
  }

  private static Cell drawn(
      Dots shape,
      int codePoint,
      int scaleX,
      int scaleY,
      int left,
      int right,
      int underline,
      Style style) {
    int width = (left + shape.width() + right) * scaleX;
    int height = shape.height() * scaleY;
    Dots dots = new Dots(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int glyphX = x / scaleX - left;
        boolean black =
            shape.get(glyphX, y / scaleY)
                || style.bold && x > left * scaleX && shape.get((x - 1) / scaleX - left, y / scaleY)
                || y >= height - underline;
        dots.set(x, y, black != style.reverse);
      }
    }
    return new Cell(dots, Character.toString(codePoint));
  }

  /** Draws a glyph into a cell of fixed size; without a glyph an empty box, as printers do. */
  private static Dots fit(BitmapFont.Glyph glyph, int width, int height) {
    Dots dots = new Dots(width, height);
    if (glyph == null) {
      for (int y = BOX_INSET; y < height - BOX_INSET; y++) {
        for (int x = BOX_INSET; x < width - BOX_INSET; x++) {
          boolean edge =
              y == BOX_INSET
                  || y == height - BOX_INSET - 1
                  || x == BOX_INSET
                  || x == width - BOX_INSET - 1;
          dots.set(x, y, edge);
        }
      }
      return dots;
    }
    int left = Math.max(0, (width - glyph.width()) / 2);
    for (int y = 0; y < Math.min(height, glyph.height()); y++) {
      for (int x = 0; x < Math.min(width, glyph.width()); x++) {
        dots.set(x + left, y, glyph.dot(x, y));
      }
    }
    return dots;
  }
}
