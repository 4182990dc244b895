package org.jiaohao.device.driver.modbus;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Characters of seven bars: bit 0 the upper one, then clockwise, bit 6 the middle one. Digits and A
 * to F as in the displays' manual; other letters as is usual, M and W stand for themselves only
 * roughly.
 */
final class Segments {
  private static final String CHARACTERS = " -0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int[] BARS = {
    0x00, 0x40, 0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E,
    0x79, 0x71, 0x3D, 0x76, 0x30, 0x1E, 0x75, 0x38, 0x37, 0x54, 0x5C, 0x73, 0x67, 0x50, 0x6D, 0x78,
    0x3E, 0x1C, 0x7E, 0x49, 0x6E, 0x5B
  };
  private static final int WIDE = 12;
  private static final int TALL = 20;
  private static final int LONG = 6;

  /** Left, upper edge, and whether it lies, of each bar. */
  private static final int[][] PLACES = {
    {3, 2, 1}, {9, 3, 0}, {9, 10, 0}, {3, 16, 1}, {2, 10, 0}, {2, 3, 0}, {3, 9, 1}
  };

  private static final int RED = 0xFF0000;

  private Segments() {}

  /** Whether a character can be shown. */
  static boolean known(char character) {
    return CHARACTERS.indexOf(Character.toUpperCase(character)) >= 0;
  }

  /** The bars of each character; what is not known is dark. */
  static byte[] of(String text) {
    byte[] bars = new byte[text.length()];
    String upper = text.toUpperCase(Locale.ROOT);
    for (int i = 0; i < bars.length; i++) {
      int at = CHARACTERS.indexOf(upper.charAt(i));
      bars[i] = at < 0 ? 0 : (byte) BARS[at];
    }
    return bars;
  }

  /** A PNG file, 12 by 20 pixels a character. */
  static byte[] png(String text) {
    var image = new BufferedImage(WIDE * text.length(), TALL, BufferedImage.TYPE_INT_RGB);
    byte[] bars = of(text);
    for (int i = 0; i < bars.length; i++) {
      for (int bar = 0; bar < PLACES.length; bar++) {
        if ((bars[i] >> bar & 1) != 0) {
          draw(image, i * WIDE + PLACES[bar][0], PLACES[bar][1], PLACES[bar][2] == 1);
        }
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

  private static void draw(BufferedImage image, int x, int y, boolean lies) {
    for (int i = 0; i < LONG; i++) {
      image.setRGB(lies ? x + i : x, lies ? y : y + i, RED);
    }
  }
}
