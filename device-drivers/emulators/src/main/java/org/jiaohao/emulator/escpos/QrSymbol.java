package org.jiaohao.emulator.escpos;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jiaohao.emulator.render.Dots;

/** The printer's own QR generator (GS ( k, cn = 49). */
final class QrSymbol {
  private int moduleDots = 3;
  private ErrorCorrectionLevel level = ErrorCorrectionLevel.L;
  private byte[] stored = {};

  /** Function 167: 1 to 16 dots. */
  void moduleDots(int dots) {
    if (dots >= 1 && dots <= 16) {
      moduleDots = dots;
    }
  }

  /** Function 169: 48 L, 49 M, 50 Q, 51 H. */
  void level(int code) {
    switch (code) {
      case 48 -> level = ErrorCorrectionLevel.L;
      case 49 -> level = ErrorCorrectionLevel.M;
      case 50 -> level = ErrorCorrectionLevel.Q;
      case 51 -> level = ErrorCorrectionLevel.H;
      default -> {} // out of range is ignored
    }
  }

  /** Function 180. */
  void store(byte[] data) {
    stored = data;
  }

  /** What the stored data reads. */
  String payload() {
    return new String(stored, StandardCharsets.UTF_8);
  }

  /** Function 181: the symbol, or nothing when there is no data or too much. */
  Optional<Dots> draw() {
    if (stored.length == 0) {
      return Optional.empty();
    }
    ByteMatrix matrix;
    try {
      matrix = Encoder.encode(new String(stored, StandardCharsets.ISO_8859_1), level).getMatrix();
    } catch (WriterException e) {
      return Optional.empty();
    }
    int size = matrix.getWidth() * moduleDots;
    Dots dots = new Dots(size, size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        dots.set(x, y, matrix.get(x / moduleDots, y / moduleDots) == 1);
      }
    }
    return Optional.of(dots);
  }
}
