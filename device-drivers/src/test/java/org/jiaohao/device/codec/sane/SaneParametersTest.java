package org.jiaohao.device.codec.sane;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SaneParametersTest {
  private static BufferedImage picture(
      int format, int bytesPerLine, int pixels, int depth, boolean little, String hex) {
    var form = new SaneParameters(format, true, bytesPerLine, pixels, -1, depth);
    assertThat(form.sensible()).isTrue();
    return form.picture(HexFormat.of().parseHex(hex.replace(" ", "")), little);
  }

  private static int[] row(BufferedImage picture, int y) {
    int[] row = picture.getRGB(0, y, picture.getWidth(), 1, null, 0, picture.getWidth());
    for (int i = 0; i < row.length; i++) {
      row[i] &= 0xFFFFFF;
    }
    return row;
  }

  @Test
  void bytesBehindALineAreNoPixels() {
    BufferedImage gray = picture(SaneParameters.GRAY, 3, 2, 8, true, "00FF77 FF0077");
    assertThat(row(gray, 0)).containsExactly(0, 0xFFFFFF);
    assertThat(row(gray, 1)).containsExactly(0xFFFFFF, 0);
    BufferedImage color = picture(SaneParameters.RGB, 7, 2, 8, true, "010203 FFFEFD 77");
    assertThat(row(color, 0)).containsExactly(0x010203, 0xFFFEFD);
  }

  @Test
  void sixteenBitsInTheOrderThatWasAnnounced() {
    assertThat(row(picture(SaneParameters.RGB, 6, 1, 16, true, "0011 0022 0033"), 0))
        .containsExactly(0x112233);
    assertThat(row(picture(SaneParameters.RGB, 6, 1, 16, false, "1100 2200 3300"), 0))
        .containsExactly(0x112233);
  }

  @Test
  void aSingleBitIsBlackInGray() {
    BufferedImage image = picture(SaneParameters.GRAY, 1, 3, 1, true, "A0");
    assertThat(row(image, 0)).containsExactly(0, 0xFFFFFF, 0);
  }

  /** The colour bars as saned of SANE 1.2.1 sends them at depth 1: two bytes wide each. */
  @Test
  void singleBitsInColourComeEightPixelsAtATime() {
    int[] row =
        row(
            picture(
                SaneParameters.RGB,
                24,
                64,
                1,
                true,
                "0000000000000000FF0000FF00FF0000FF0000FFFF00FFFF"),
            0);
    int[] bars = {0, 0, 0xFF, 0xFF, 0xFF00, 0xFF00, 0xFFFF, 0xFFFF};
    for (int x = 0; x < 64; x++) {
      assertThat(row[x]).as("pixel %d", x).isEqualTo(bars[x / 8]);
    }
  }

  @Test
  void threePassesBecomeOnePicture() {
    byte[] bytes = {1, 2, 3, 4};
    BufferedImage image = null;
    for (int format : new int[] {SaneParameters.RED, 3, 4}) {
      image = new SaneParameters(format, format == 4, 2, 2, 2, 8).draw(bytes, true, image);
    }
    assertThat(row(image, 0)).containsExactly(0x010101, 0x020202);
    assertThat(row(image, 1)).containsExactly(0x030303, 0x040404);
  }
}
