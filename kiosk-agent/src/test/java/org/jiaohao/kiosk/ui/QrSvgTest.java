package org.jiaohao.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrSvgTest {
  private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+)");
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");
  private static final int DOTS = 6;

  @Test
  void aReaderReadsWhatIsDrawn() throws Exception {
    String url = "http://10.0.0.1:8080/t/ab3de6gh9jk2mn5p";
    assertThat(read(QrSvg.of(url))).isEqualTo(url);
  }

  private static String read(String svg) throws Exception {
    Matcher size = SIZE.matcher(svg);
    assertThat(size.find()).isTrue();
    int side = Integer.parseInt(size.group(1)) * DOTS;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, side, side);
    g.setColor(Color.BLACK);
    Matcher run = RUN.matcher(svg);
    while (run.find()) {
      int x = Integer.parseInt(run.group(1));
      int y = Integer.parseInt(run.group(2));
      g.fillRect(x * DOTS, y * DOTS, Integer.parseInt(run.group(3)) * DOTS, DOTS);
    }
    g.dispose();
    return new QRCodeReader()
        .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))))
        .getText();
  }
}
