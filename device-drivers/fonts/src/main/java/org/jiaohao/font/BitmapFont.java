package org.jiaohao.font;

/**
 * A bitmap font that ships with the product, so that every character of GB18030-2022 can be drawn
 * on a machine without any font installed (N20, N21).
 */
public interface BitmapFont {
  /** 24 dots high; Han 24 wide, half-width characters 12 wide. */
  static BitmapFont size24() {
    return BitmapFontFile.SIZE_24;
  }

  /** 16 dots high; Han 16 wide, half-width characters 8 wide. */
  static BitmapFont size16() {
    return BitmapFontFile.SIZE_16;
  }

  /** Height in dots. */
  int height();

  /** The glyph, or null when the font has none for this code point. */
  Glyph glyph(int codePoint);

  /**
   * A glyph.
   *
   * @param width dots
   * @param height dots
   * @param rows packed rows from the top, {@code (width + 7) / 8} bytes each, most significant bit
   *     left, 1 = dot set
   */
  record Glyph(int width, int height, byte[] rows) {
    /** Whether the dot is set; {@code x} from the left, {@code y} from the top. */
    public boolean dot(int x, int y) {
      return (rows[y * ((width + 7) / 8) + x / 8] & (0x80 >> (x % 8))) != 0;
    }
  }
}
