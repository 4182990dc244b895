package org.jiaohao.journey;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads QR codes as a phone would: from pixels, not from what a program says it drew. */
final class QrReader {
  private static final Pattern VIEW_BOX = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");
  private static final int MODULE_PIXELS = 6;

  private QrReader() {}

  /** Texts of all QR codes in a picture; empty when there is none. */
  static List<String> read(BufferedImage picture) {
    BinaryBitmap bitmap =
        new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture)));
    try {
      Result[] results =
          new QRCodeMultiReader().decodeMultiple(bitmap, Map.of(DecodeHintType.TRY_HARDER, true));
      return Arrays.stream(results).map(Result::getText).toList();
    } catch (NotFoundException e) {
      return List.of();
    }
  }

  /**
   * Texts of the QR code drawn by an SVG path of module runs in a page; empty when there is none.
   */
  static List<String> readSvg(String page) {
    Matcher run = RUN.matcher(page);
    if (!run.find()) {
      return List.of();
    }
    Matcher box = VIEW_BOX.matcher(page);
    int size = 0;
    while (box.find() && box.start() < run.start()) {
      size = Integer.parseInt(box.group(1)) * MODULE_PIXELS;
    }
    if (size == 0) {
      return List.of();
    }
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, size, size);
    pen.setColor(Color.BLACK);
    do {
      pen.fillRect(
          Integer.parseInt(run.group(1)) * MODULE_PIXELS,
          Integer.parseInt(run.group(2)) * MODULE_PIXELS,
          Integer.parseInt(run.group(3)) * MODULE_PIXELS,
          MODULE_PIXELS);
    } while (run.find());
    pen.dispose();
    return read(picture);
  }
}
