package org.jiaohao.kiosk.ui;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** Draws a QR code as SVG for the screen, error correction M, with its quiet zone. */
final class QrSvg {
  private static final int QUIET = 4;

  private QrSvg() {}

  /** SVG element; it holds nothing of the payload but the modules. */
  static String of(String payload) {
    ByteMatrix matrix;
    try {
      matrix = Encoder.encode(payload, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("Too long for a QR code: " + payload, e);
    }
    int size = matrix.getWidth() + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < matrix.getHeight(); y++) {
      row(matrix, y, path);
    }
    return "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + size
        + ' '
        + size
        + "\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR\">"
        + "<rect width=\""
        + size
        + "\" height=\""
        + size
        + "\" fill=\"#fff\"/><path fill=\"#000\" d=\""
        + path
        + "\"/></svg>";
  }

  /** One rectangle for each run of dark modules. */
  private static void row(ByteMatrix matrix, int y, StringBuilder path) {
    int x = 0;
    while (x < matrix.getWidth()) {
      int end = x;
      while (end < matrix.getWidth() && matrix.get(end, y) == 1) {
        end++;
      }
      if (end > x) {
        int run = end - x;
        path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
        path.append('h').append(run).append("v1h-").append(run).append('z');
      }
      x = end + 1;
    }
  }
}
