package org.jiaohao.device.driver.escpos;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.codec.escpos.EscPosCommands.Correction;

/**
 * A QR code as it stands on paper: with the strongest correction that leaves its modules the wanted
 * size, for a print head with dead dots cuts each module of some columns. Where no correction does,
 * the symbol is the smallest one and its modules as large as the paper lets them.
 *
 * @param correction its error correction
 * @param matrix its modules, without margin
 * @param moduleDots dots of one module, 1 to 16
 */
record QrSymbol(Correction correction, BitMatrix matrix, int moduleDots) {
  /** White modules left and right together. */
  private static final int QUIET_MODULES = 8;

  private static final int MOST_DOTS = 16;

  /**
   * The symbol for a paper.
   *
   * @param dots of a line of the paper
   */
  static QrSymbol of(Qr qr, int dots) {
    int wanted = Math.clamp(qr.moduleDots(), 1, MOST_DOTS);
    for (Correction correction : List.of(Correction.H, Correction.Q)) {
      QrSymbol symbol = of(qr.payload(), correction, wanted, dots);
      if (symbol.moduleDots == wanted) {
        return symbol;
      }
    }
    return of(qr.payload(), Correction.M, wanted, dots);
  }

  private static QrSymbol of(String payload, Correction correction, int wanted, int dots) {
    BitMatrix matrix = matrix(payload, ErrorCorrectionLevel.valueOf(correction.name()));
    int fitting = Math.max(1, dots / (matrix.getWidth() + QUIET_MODULES));
    return new QrSymbol(correction, matrix, Math.min(wanted, fitting));
  }

  private static BitMatrix matrix(String payload, ErrorCorrectionLevel level) {
    boolean ascii = payload.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    if (payload.isEmpty() || !ascii) {
      throw new IllegalArgumentException("a QR code holds ASCII text, not '" + payload + "'");
    }
    try {
      return new QRCodeWriter()
          .encode(
              payload,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(EncodeHintType.ERROR_CORRECTION, level, EncodeHintType.MARGIN, 0));
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds this text", e);
    }
  }
}
