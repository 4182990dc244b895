package org.jiaohao.emulator.onbon;

import java.awt.image.BufferedImage;
import org.jiaohao.emulator.render.Png;

/** The lamps of a sign at one moment. */
public final class SignPicture {
  private static final int PITCH = 8;
  private static final int FRAME = 8;
  private static final int BACKGROUND = 0x0A0A0A;
  private static final double RADIUS = 3.2;

  private final int width;
  private final int height;
  private final LedColor[] lamps;

  SignPicture(int width, int height) {
    this.width = width;
    this.height = height;
    this.lamps = new LedColor[width * height];
    java.util.Arrays.fill(lamps, LedColor.DARK);
  }

  /** Lamps per row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Colour of a lamp; dark outside. */
  public LedColor lamp(int x, int y) {
    return inside(x, y) ? lamps[y * width + x] : LedColor.DARK;
  }

  /** How many lamps are lit. */
  public int lit() {
    return (int) java.util.Arrays.stream(lamps).filter(lamp -> lamp != LedColor.DARK).count();
  }

  void set(int x, int y, LedColor color) {
    if (inside(x, y)) {
      lamps[y * width + x] = color;
    }
  }

  private boolean inside(int x, int y) {
    return x >= 0 && x < width && y >= 0 && y < height;
  }

  /** PNG with round lamps on black, 8 dots apart. */
  public byte[] png() {
    BufferedImage image =
        new BufferedImage(
            width * PITCH + 2 * FRAME, height * PITCH + 2 * FRAME, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, color(x - FRAME, y - FRAME));
      }
    }
    return Png.encode(image);
  }

  private int color(int x, int y) {
    if (x < 0 || y < 0 || !inside(x / PITCH, y / PITCH)) {
      return BACKGROUND;
    }
    double dx = x % PITCH - (PITCH - 1) / 2.0;
    double dy = y % PITCH - (PITCH - 1) / 2.0;
    boolean lens = dx * dx + dy * dy <= RADIUS * RADIUS;
    return lens ? lamp(x / PITCH, y / PITCH).rgb : BACKGROUND;
  }
}
