package org.jiaohao.device.driver.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CameraJpegTest {
  private static byte[] jpeg() throws Exception {
    var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.ORANGE);
    g.fillRect(8, 8, 40, 30);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** The encoder of Java uses the standard tables, so a camera's picture is one without them. */
  private static byte[] withoutTables(byte[] jpeg) {
    var out = new ByteArrayOutputStream();
    int at = 2;
    out.write(jpeg, 0, 2);
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
      if ((jpeg[at + 1] & 0xFF) != 0xC4) {
        out.write(jpeg, at, length);
      }
      at += length;
    }
    out.write(jpeg, at, jpeg.length - at);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void aWholePictureStaysAsItIs() throws Exception {
    assertThat(CameraJpeg.first(jpeg())).contains(jpeg());
  }

  @Test
  void bytesBeforeAndBehindAreCutOff() throws Exception {
    byte[] noise = HexFormat.of().parseHex("00FFD8FF00FFD9FFD8");
    assertThat(CameraJpeg.first(join(noise, jpeg(), noise, jpeg()))).contains(jpeg());
  }

  @Test
  void standardTablesAreAdded() throws Exception {
    byte[] bare = withoutTables(jpeg());
    assertThat(bare.length).isLessThan(jpeg().length - 400);
    byte[] whole = CameraJpeg.first(bare).orElseThrow();
    // luminance DC table of ITU-T T.81, K.3.3.1
    assertThat(HexFormat.of().formatHex(whole))
        .contains("ffc4001f00" + "00010501010101010100000000000000" + "000102030405060708090a0b");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(whole));
    BufferedImage original = ImageIO.read(new ByteArrayInputStream(jpeg()));
    assertThat(image.getRGB(20, 20)).isEqualTo(original.getRGB(20, 20));
    assertThat(image.getWidth()).isEqualTo(64);
  }

  @Test
  void everyHalfPictureIsNone() throws Exception {
    byte[] jpeg = jpeg();
    for (int length = 0; length < jpeg.length; length++) {
      assertThat(CameraJpeg.first(Arrays.copyOf(jpeg, length))).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void noBytesBreakIt() {
    var random = new Random(77);
    for (int i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = random.nextInt(3) == 0 ? (byte) 0xFF : bytes[j];
      }
      byte[] start = HexFormat.of().parseHex("FFD8FF");
      CameraJpeg.first(join(start, bytes)).ifPresent(p -> assertThat(p).startsWith(start));
    }
  }
}
