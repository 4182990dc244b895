package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class QrReaderTest {
  private static final String URL = "http://127.0.0.1:8080/t/0123456789abcdef";

  @Test
  void readsACodeFromPixels() throws Exception {
    BitMatrix code = new QRCodeWriter().encode(URL, BarcodeFormat.QR_CODE, 300, 300);

    assertThat(QrReader.read(MatrixToImageWriter.toBufferedImage(code))).containsExactly(URL);
  }

  @Test
  void readsACodeDrawnAsSvg() throws Exception {
    BitMatrix code = new QRCodeWriter().encode(URL, BarcodeFormat.QR_CODE, 0, 0);
    StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 24 24\"><path d=\"M2 2h20\"/></svg>");
    svg.append("<svg viewBox=\"0 0 %1$d %1$d\"><path d=\"".formatted(code.getWidth()));
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        if (code.get(x, y)) {
          svg.append("M%d %dh1v1h-1z".formatted(x, y));
        }
      }
    }

    assertThat(QrReader.readSvg(svg.append("\"/></svg>").toString())).containsExactly(URL);
  }

  @Test
  void nothingIsReadWhereNothingIs() {
    assertThat(QrReader.read(new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY))).isEmpty();
    assertThat(QrReader.readSvg("<p>no picture</p>")).isEmpty();
  }
}
