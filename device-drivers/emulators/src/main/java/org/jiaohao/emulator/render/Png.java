package org.jiaohao.emulator.render;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes pictures as PNG. */
public final class Png {
  private static final int MARGIN = 32;
  private static final int GAP = 16;
  private static final int PAPER = 0;
  private static final int INK = 1;
  private static final int DESK = 2;
  private static final IndexColorModel COLORS =
      new IndexColorModel(
          2,
          3,
          new byte[] {(byte) 0xFF, 0x18, (byte) 0xB8},
          new byte[] {(byte) 0xFF, 0x18, (byte) 0xB8},
          new byte[] {(byte) 0xFF, 0x18, (byte) 0xB0});

  private Png() {}

  /** One piece of paper with the margins a head cannot reach. */
  public static byte[] paper(Dots dots) {
    return paper(List.of(dots));
  }

  /** Pieces of paper one below the other, as they lie on a desk. */
  public static byte[] paper(List<Dots> pieces) {
    int width = pieces.stream().mapToInt(Dots::width).max().orElse(64) + 2 * MARGIN;
    int height = pieces.stream().mapToInt(p -> p.height() + MARGIN + GAP).sum() - GAP;
    BufferedImage image =
        new BufferedImage(width, Math.max(height, MARGIN), BufferedImage.TYPE_BYTE_BINARY, COLORS);
    int top = 0;
    for (Dots piece : pieces) {
      fill(image, top, piece.height() + MARGIN, PAPER);
      for (int y = 0; y < piece.height(); y++) {
        for (int x = 0; x < piece.width(); x++) {
          if (piece.get(x, y)) {
            image.getRaster().setSample(x + MARGIN, top + MARGIN / 2 + y, 0, INK);
          }
        }
      }
      top += piece.height() + MARGIN;
      if (top < image.getHeight()) {
        fill(image, top, GAP, DESK);
        top += GAP;
      }
    }
    return encode(image);
  }

  private static void fill(BufferedImage image, int top, int height, int color) {
    for (int y = top; y < Math.min(top + height, image.getHeight()); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.getRaster().setSample(x, y, 0, color);
      }
    }
  }

  /** Encodes an image. */
  public static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
