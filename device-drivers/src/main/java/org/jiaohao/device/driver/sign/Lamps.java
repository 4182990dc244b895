package org.jiaohao.device.driver.sign;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Line;
import org.jiaohao.font.BitmapFont;
import org.jiaohao.font.BitmapFont.Glyph;

/**
 * A rectangle of lamps, each dark or of one colour; text in the fonts that ship with the product.
 */
public final class Lamps {
  private static final int TALL = 24;

  private final int width;
  private final int height;
  private final Color[] lamps;

  /** All dark. */
  public Lamps(int width, int height) {
    this.width = width;
    this.height = height;
    this.lamps = new Color[width * height];
  }

  /** A content that stands still; what is wider than its area is cut off at the right. */
  public static Lamps of(SignContent content, int width, int height) {
    var all = new Lamps(width, height);
    for (Area area : content.areas()) {
      Box box = area.box() == null ? new Box(0, 0, width, height) : area.box();
      all.put(of(area.lines(), box.width(), box.height()), box.x(), box.y());
    }
    return all;
  }

  /**
   * Lines one below the other, in characters of 24 lamps where each line has that height, else of
   * 16; a line that fits is centred, a wider one begins at the left edge.
   */
  public static Lamps of(List<Line> lines, int width, int height) {
    var all = new Lamps(width, height);
    int room = height / lines.size();
    BitmapFont font = font(room);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      int x = Math.max(0, (width - textWidth(line.text(), font)) / 2);
      all.write(line, font, x, i * room + (room - font.height()) / 2);
    }
    return all;
  }

  /** One line of its own length, for texts that scroll. */
  public static Lamps strip(Line line, int height) {
    BitmapFont font = font(height);
    var strip = new Lamps(Math.max(1, textWidth(line.text(), font)), height);
    strip.write(line, font, 0, (height - font.height()) / 2);
    return strip;
  }

  /** The font for a line of this height in lamps. */
  public static BitmapFont font(int room) {
    return room >= TALL ? BitmapFont.size24() : BitmapFont.size16();
  }

  /** Lamps a text needs from left to right. */
  public static int textWidth(String text, BitmapFont font) {
    return text.codePoints().map(c -> glyph(font, c).width()).sum();
  }

  private static Glyph glyph(BitmapFont font, int codePoint) {
    Glyph glyph = font.glyph(codePoint);
    return glyph == null ? font.glyph('※') : glyph;
  }

  private void write(Line line, BitmapFont font, int left, int top) {
    int x = left;
    for (int codePoint : line.text().codePoints().toArray()) {
      Glyph glyph = glyph(font, codePoint);
      for (int row = 0; row < glyph.height(); row++) {
        for (int column = 0; column < glyph.width(); column++) {
          if (glyph.dot(column, row)) {
            set(x + column, top + row, line.color());
          }
        }
      }
      x += glyph.width();
    }
  }

  private void put(Lamps part, int left, int top) {
    for (int y = 0; y < part.height; y++) {
      for (int x = 0; x < part.width; x++) {
        set(left + x, top + y, part.at(x, y));
      }
    }
  }

  /** Lamps from left to right. */
  public int width() {
    return width;
  }

  /** Lamps from top to bottom. */
  public int height() {
    return height;
  }

  /** Colour of a lamp, null where it is dark or outside. */
  public Color at(int x, int y) {
    return inside(x, y) ? lamps[y * width + x] : null;
  }

  /** Lights a lamp, or darkens it with null; nothing happens outside. */
  public void set(int x, int y, Color color) {
    if (inside(x, y)) {
      lamps[y * width + x] = color;
    }
  }

  private boolean inside(int x, int y) {
    return x >= 0 && x < width && y >= 0 && y < height;
  }

  /** A PNG file of one pixel a lamp. */
  public byte[] png() {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb(at(x, y)));
      }
    }
    var png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private static int rgb(Color color) {
    return switch (color) {
      case null -> 0;
      case RED -> 0xFF0000;
      case GREEN -> 0x00FF00;
      case YELLOW -> 0xFFFF00;
    };
  }
}
