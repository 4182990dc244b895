package org.jiaohao.emulator.render;

import java.awt.image.BufferedImage;
import org.jiaohao.font.BitmapFont;

/** Pictures of texts on signs, one pixel a lamp. */
public final class SignPng {
  private SignPng() {}

  /** A text in one colour on black, centred when it fits. */
  public static byte[] text(String text, int rgb, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    draw(image, text, rgb, 0, 0, width, height);
    return Png.encode(image);
  }

  /** Draws a text of one or more lines into a rectangle. */
  public static void draw(
      BufferedImage image, String text, int rgb, int left, int top, int width, int height) {
    String[] lines = text.split("\n");
    int room = height / lines.length;
    BitmapFont font = room >= 24 ? BitmapFont.size24() : BitmapFont.size16();
    for (int i = 0; i < lines.length; i++) {
      int needed =
          lines[i]
              .codePoints()
              .mapToObj(font::glyph)
              .mapToInt(g -> g == null ? font.height() : g.width())
              .sum();
      int x = left + Math.max(0, (width - needed) / 2);
      for (int c : lines[i].codePoints().toArray()) {
        x += glyph(image, font.glyph(c), rgb, x, top + i * room + (room - font.height()) / 2);
      }
    }
  }

  private static int glyph(BufferedImage image, BitmapFont.Glyph glyph, int rgb, int x, int y) {
    if (glyph == null) {
      return 16;
    }
    for (int row = 0; row < glyph.height(); row++) {
      for (int column = 0; column < glyph.width(); column++) {
        int px = x + column;
        int py = y + row;
        boolean inside = px >= 0 && py >= 0 && px < image.getWidth() && py < image.getHeight();
        if (inside && glyph.dot(column, row)) {
          image.setRGB(px, py, rgb);
        }
      }
    }
    return glyph.width();
  }
}
