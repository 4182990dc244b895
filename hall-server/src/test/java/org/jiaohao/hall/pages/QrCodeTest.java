package org.jiaohao.hall.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final int SCALE = 4;
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

  @Test
  void theDrawnPathReadsBackAsTheText() throws Exception {
    String text = "http://10.0.0.1:8080/g/yj-c00/sj-001";
    assertThat(read(QrCode.of(text))).isEqualTo(text);
  }

  private static String read(QrCode code) throws Exception {
    int size = Integer.parseInt(code.viewBox().split(" ")[2]);
    int side = size * SCALE;
    var pixels = new int[side * side];
    Arrays.fill(pixels, 0xffffff);
    Matcher runs = RUN.matcher(code.path());
    while (runs.find()) {
      int x = Integer.parseInt(runs.group(1)) * SCALE;
      int y = Integer.parseInt(runs.group(2)) * SCALE;
      int width = Integer.parseInt(runs.group(3)) * SCALE;
      for (int row = y; row < y + SCALE; row++) {
        Arrays.fill(pixels, row * side + x, row * side + x + width, 0);
      }
    }
    var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
    return new QRCodeReader().decode(bitmap).getText();
  }
}
