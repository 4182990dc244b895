package org.jiaohao.device.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures are made and read by Java's own library. */
class JpegHeightTest {
  private static final int MOST_UNIT = 16;

  /** Colours of the last row are made of the rows below it, too, where there are any. */
  private static final int EDGE = 40;

  private static byte[] jpeg(int width, int height, boolean color) throws IOException {
    int type = color ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY;
    var image = new BufferedImage(width, height, type);
    Graphics2D g = image.createGraphics();
    g.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
    g.fillRect(0, 0, width, height);
    g.setColor(Color.BLACK);
    for (int i = 0; i < height; i += 7) {
      g.drawLine(0, i, width, height - i);
    }
    g.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  private static int heightAt(byte[] file) {
    for (int i = 2; i < file.length; i++) {
      if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xC0) {
        return i + 5;
      }
    }
    throw new AssertionError("no frame");
  }

  private static byte[] saying(byte[] file, int height) {
    byte[] other = file.clone();
    other[heightAt(file)] = (byte) (height >> 8);
    other[heightAt(file) + 1] = (byte) height;
    return other;
  }

  private static byte[] told(byte[] file, int height) {
    byte[] other = Arrays.copyOf(file, file.length + 6);
    byte[] dnl = {(byte) 0xFF, (byte) 0xDC, 0, 4, (byte) (height >> 8), (byte) height};
    System.arraycopy(dnl, 0, other, file.length - 2, dnl.length);
    other[other.length - 2] = (byte) 0xFF;
    other[other.length - 1] = (byte) 0xD9;
    return other;
  }

  @ParameterizedTest
  @CsvSource({"8,8", "16,16", "827,1169", "33,47", "1,1", "640,100", "2480,64"})
  void theRowsAreCountedWhereTheHeaderLies(int width, int height) throws Exception {
    for (boolean color : new boolean[] {false, true}) {
      byte[] file = jpeg(width, height, color);
      assertThat(JpegHeight.mend(file)).contains(file);
      for (int said : new int[] {0, 65_535, 20_000}) {
        byte[] mended = JpegHeight.mend(saying(file, said)).orElseThrow();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(mended));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).as("header %d", said).isBetween(height, height + MOST_UNIT);
        BufferedImage right = ImageIO.read(new ByteArrayInputStream(file));
        var last = new Color(image.getRGB(width / 2, height - 1));
        var same = new Color(right.getRGB(width / 2, height - 1));
        assertThat(last.getGreen()).as("the last row").isCloseTo(same.getGreen(), within(EDGE));
      }
    }
  }

  @Test
  void theHeightToldBehindThePictureCounts() throws Exception {
    byte[] file = jpeg(827, 1169, true);
    for (int said : new int[] {0, 65_535}) {
      byte[] mended = JpegHeight.mend(told(saying(file, said), 1169)).orElseThrow();
      assertThat(mended).isEqualTo(told(file, 1169));
    }
  }

  @Test
  void whatCannotBeToldIsNotGuessed() throws Exception {
    byte[] file = jpeg(200, 200, true);
    assertThat(JpegHeight.mend(new byte[0])).isEmpty();
    assertThat(JpegHeight.mend(new byte[] {(byte) 0xFF, (byte) 0xD8})).isEmpty();
    assertThat(JpegHeight.mend(Arrays.copyOf(file, 300))).isEmpty();
    byte[] progressive = saying(file, 65_535);
    progressive[heightAt(file) - 4] = (byte) 0xC2;
    assertThat(JpegHeight.mend(progressive)).isEmpty();
    byte[] cut = saying(Arrays.copyOf(file, file.length / 2), 65_535);
    assertThat(JpegHeight.mend(cut)).as("its end is missing").isEmpty();
  }

  /** What is below the fault would be lost for good. */
  @Test
  void aPictureWithAFaultInsideIsNotCutThere() throws Exception {
    byte[] file = jpeg(400, 400, true);
    byte[] faulty = file.clone();
    for (int i = 0; i < 64; i += 2) { // ones only: no code begins so
      faulty[file.length / 2 + i] = (byte) 0xFF;
      faulty[file.length / 2 + i + 1] = 0;
    }
    assertThat(JpegHeight.mend(faulty)).contains(faulty);
    assertThat(JpegHeight.mend(saying(faulty, 65_535))).as("nobody knows").isEmpty();
  }

  @Test
  void noBytesDisturbIt() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    byte[] file = saying(jpeg(160, 120, true), 65_535);
    for (int i = 0; i < Repetitions.of(400, 20_000); i++) {
      byte[] spoiled = Arrays.copyOf(file, i % 3 == 0 ? random.nextInt(file.length) : file.length);
      for (int j = random.nextInt(6); j > 0 && spoiled.length > 0; j--) {
        spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt();
      }
      byte[] before = spoiled.clone();
      Optional<byte[]> mended = JpegHeight.mend(spoiled);
      assertThat(spoiled).as("seed %d", seed).isEqualTo(before);
      mended.ifPresent(m -> assertThat(m).as("seed %d", seed).hasSameSizeAs(before));
    }
  }
}
