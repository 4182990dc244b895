package org.jiaohao.device.driver.onbon;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jiaohao.emulator.onbon.LedColor;
import org.jiaohao.emulator.onbon.SignPicture;

/** Compares what a driver promised with what the lamps show. */
final class Pictures {
  private Pictures() {}

  /** Whether each lamp has the colour of the preview's pixel. */
  static boolean same(byte[] preview, SignPicture lamps) {
    BufferedImage image = image(preview);
    if (image.getWidth() != lamps.width() || image.getHeight() != lamps.height()) {
      return false;
    }
    for (int y = 0; y < lamps.height(); y++) {
      for (int x = 0; x < lamps.width(); x++) {
        if (color(image.getRGB(x, y) & 0xffffff) != lamps.lamp(x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  static BufferedImage image(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LedColor color(int rgb) {
    return switch (rgb) {
      case 0 -> LedColor.DARK;
      case 0xff0000 -> LedColor.RED;
      case 0x00ff00 -> LedColor.GREEN;
      case 0xffff00 -> LedColor.YELLOW;
      default -> throw new IllegalArgumentException("colour " + Integer.toHexString(rgb));
    };
  }
}
