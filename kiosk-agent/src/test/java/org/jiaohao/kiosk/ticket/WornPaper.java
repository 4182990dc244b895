package org.jiaohao.kiosk.ticket;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.jiaohao.emulator.render.Dots;

/** A ticket as a worn print head leaves it and a bad camera sees it, one pixel for a dot. */
final class WornPaper {
  private final int width;
  private final int height;
  private double[][] light;

  /** Paper as it came out, on which some columns stayed white. */
  WornPaper(Dots paper, Set<Integer> deadDots) {
    width = paper.width();
    height = paper.height();
    light = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        light[y][x] = paper.get(x, y) && !deadDots.contains(x) ? 0 : 255;
      }
    }
  }

  /**
   * Dots of a head that heat no more.
   *
   * @param count how many
   * @param together how many of them are neighbours
   */
  static Set<Integer> deadDots(int head, int count, int together, Random random) {
    var dead = new TreeSet<Integer>();
    while (dead.size() < count) {
      int first = random.nextInt(head - together + 1);
      for (int i = 0; i < together && dead.size() < count; i++) {
        dead.add(first + i);
      }
    }
    return dead;
  }

  /** A normal blur with this standard deviation, in dots. */
  WornPaper blurred(double deviation) {
    int reach = (int) Math.ceil(3 * deviation);
    double[] weights = new double[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = Math.exp(-i * i / (2 * deviation * deviation));
      sum += weights[i + reach];
    }
    double[][] across = new double[height][width];
    double[][] down = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int i = -reach; i <= reach; i++) {
          across[y][x] += weights[i + reach] / sum * light[y][Math.clamp(x + i, 0, width - 1)];
        }
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int i = -reach; i <= reach; i++) {
          down[y][x] += weights[i + reach] / sum * across[Math.clamp(y + i, 0, height - 1)][x];
        }
      }
    }
    light = down;
    return this;
  }

  /** Writes it as a gray PNG. */
  void write(Path png) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, (int) Math.round(light[y][x]));
      }
    }
    ImageIO.write(image, "png", png.toFile());
  }

  /** What ZXing reads of it, if anything. */
  Optional<String> scanned() {
    byte[] gray = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        gray[y * width + x] = (byte) Math.round(light[y][x]);
      }
    }
    var source = new PlanarYUVLuminanceSource(gray, width, height, 0, 0, width, height, false);
    try {
      var hints = Map.of(com.google.zxing.DecodeHintType.TRY_HARDER, true);
      return Optional.of(
          new QRCodeReader()
              .decode(new BinaryBitmap(new HybridBinarizer(source)), hints)
              .getText());
    } catch (ReaderException e) {
      return Optional.empty();
    }
  }
}
