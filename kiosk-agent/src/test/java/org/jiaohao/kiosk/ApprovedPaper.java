package org.jiaohao.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The picture of a printed ticket beside the one that was approved. */
final class ApprovedPaper {
  private ApprovedPaper() {}

  /** Text and dots are those of the golden paper of the same name. */
  static void assertApproved(Path picture) throws IOException {
    Path golden = Path.of("src", "test", "resources", "golden").resolve(picture.getFileName());
    assertThat(Files.readString(text(picture))).isEqualTo(Files.readString(text(golden)));
    assertThat(dots(picture)).isEqualTo(dots(golden));
  }

  private static Path text(Path picture) {
    return picture.resolveSibling(picture.getFileName().toString().replace(".png", ".txt"));
  }

  /** What a phone reads from the paper. */
  static String scanned(Path picture) throws Exception {
    LuminanceSource light = new BufferedImageLuminanceSource(ImageIO.read(picture.toFile()));
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(light))).getText();
  }

  private static String dots(Path png) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    StringBuilder dots = new StringBuilder();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        dots.append((image.getRGB(x, y) & 0xff) < 128 ? '#' : '.');
      }
      dots.append('\n');
    }
    return dots.toString();
  }
}
