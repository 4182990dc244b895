package org.jiaohao.device.driver.printer;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Align;
import org.jiaohao.device.api.PrintDocument.Block;
import org.jiaohao.device.api.PrintDocument.Feed;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.codec.escpos.EscPosCommands;
import org.jiaohao.device.driver.printer.PrinterProfile.Rare;
import org.jiaohao.font.BitmapFont;

/** A document as the bytes of one job, with as few as possible. */
final class DocumentBytes {
  private static final int FIRST_USER_CODE = 0xa1;
  private static final int MOST_USER_GLYPHS = 94;

  private final PrinterProfile profile;
  private final BitmapFont font = BitmapFont.size24();
  private final PrinterText text;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Integer, Integer> userCodes = new LinkedHashMap<>();
  private Align align = Align.LEFT;
  private int scale = 1;
  private boolean bold;
  private int longestCommand = EscPosCommands.LONGEST_QR + 16;

  private DocumentBytes(PrinterProfile profile) {
    this.profile = profile;
    this.text = new PrinterText(profile.rom(), font);
  }

  /**
   * A job.
   *
   * @param bytes all its bytes but the proof of completion
   * @param longestCommand zeros that complete whichever of its commands broke off
   */
  record Job(byte[] bytes, int longestCommand) {}

  /** The bytes of a document. */
  static Job of(PrintDocument document, PrinterProfile profile) {
    var bytes = new DocumentBytes(profile);
    bytes.out.writeBytes(EscPosCommands.initialize());
    bytes.out.writeBytes(EscPosCommands.chineseOn());
    for (Block block : document.blocks()) {
      switch (block) {
        case Text paragraph -> bytes.paragraph(paragraph);
        case Qr qr -> bytes.qr(qr);
        case Feed feed -> bytes.out.writeBytes(EscPosCommands.feed(feed.lines()));
      }
    }
    bytes.out.writeBytes(profile.cutter() ? EscPosCommands.cut() : EscPosCommands.tearOff());
    return new Job(bytes.out.toByteArray(), bytes.longestCommand);
  }

  private void paragraph(Text paragraph) {
    int width = Math.max(2, profile.columns() / paragraph.scale());
    for (String line : PrinterText.wrap(text.drawable(paragraph.text()), width)) {
      align(paragraph.align());
      if (line.codePoints().allMatch(this::printable)) {
        style(paragraph.scale(), paragraph.bold());
        line.codePoints().forEach(this::character);
        out.writeBytes(EscPosCommands.lineFeed());
      } else {
        image(line, paragraph.scale());
      }
    }
  }

  /** Whether it can go as text: by the printer's font, or by a user glyph that still has room. */
  private boolean printable(int codePoint) {
    if (profile.rom().code(codePoint) != null) {
      return true;
    }
    if (profile.rare() != Rare.USER_GLYPH || font.glyph(codePoint).width() != font.height()) {
      return false;
    }
    if (!userCodes.containsKey(codePoint) && userCodes.size() < MOST_USER_GLYPHS) {
      int code = FIRST_USER_CODE + userCodes.size();
      userCodes.put(codePoint, code);
      out.writeBytes(EscPosCommands.defineGlyph(code, byColumns(font.glyph(codePoint))));
    }
    return userCodes.containsKey(codePoint);
  }

  private static byte[] byColumns(BitmapFont.Glyph glyph) {
    var columns = new byte[glyph.width() * 3];
    for (int x = 0; x < glyph.width(); x++) {
      for (int y = 0; y < glyph.height(); y++) {
        if (glyph.dot(x, y)) {
          columns[x * 3 + y / 8] |= (byte) (0x80 >> (y % 8));
        }
      }
    }
    return columns;
  }

  private void character(int codePoint) {
    byte[] code = profile.rom().code(codePoint);
    if (code != null) {
      out.writeBytes(code);
    } else {
      out.write(0xfe);
      out.write(userCodes.get(codePoint));
    }
  }

  private void align(Align wanted) {
    if (wanted != align) {
      align = wanted;
      out.writeBytes(EscPosCommands.align(wanted.ordinal()));
    }
  }

  private void style(int wantedScale, boolean wantedBold) {
    if (wantedScale != scale) {
      scale = wantedScale;
      out.writeBytes(EscPosCommands.size(scale));
    }
    if (wantedBold != bold) {
      bold = wantedBold;
      out.writeBytes(EscPosCommands.bold(bold));
    }
  }

  /** A line as an image no wider than its text. */
  private void image(String line, int times) {
    int height = font.height() * times;
    int cells = PrinterText.columns(line) * font.height() / 2 * times;
    int width = (Math.min(cells, profile.dots()) + 7) / 8;
    var rows = new byte[width * height];
    int left = 0;
    for (int codePoint : line.codePoints().toArray()) {
      BitmapFont.Glyph glyph = font.glyph(codePoint);
      int cell = PrinterText.columns(codePoint) * font.height() / 2;
      if (glyph != null) {
        draw(glyph, rows, width, left + (cell - glyph.width()) / 2 * times, times);
      }
      left += cell * times;
    }
    style(1, false);
    raster(width, rows);
  }

  private void raster(int width, byte[] rows) {
    longestCommand = Math.max(longestCommand, rows.length);
    out.writeBytes(EscPosCommands.raster(width, rows));
  }

  private static void draw(BitmapFont.Glyph glyph, byte[] rows, int width, int left, int times) {
    for (int y = 0; y < glyph.height() * times; y++) {
      for (int x = 0; x < glyph.width() * times; x++) {
        int at = left + x;
        if (glyph.dot(x / times, y / times) && at < width * 8) {
          rows[y * width + at / 8] |= (byte) (0x80 >> (at % 8));
        }
      }
    }
  }

  private void qr(Qr qr) {
    align(Align.CENTER);
    style(1, false);
    if (profile.nativeQr()) {
      out.writeBytes(EscPosCommands.qr(qr.payload(), qr.moduleDots()));
    } else {
      rasterQr(qr);
    }
  }

  private void rasterQr(Qr qr) {
    BitMatrix matrix;
    try {
      matrix =
          new QRCodeWriter()
              .encode(
                  qr.payload(),
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.MARGIN,
                      0));
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds this text", e);
    }
    int times = qr.moduleDots();
    int width = (matrix.getWidth() * times + 7) / 8;
    // Sent in bands, so that a printer with a small buffer keeps up.
    int bandRows = Math.max(1, 64 / times) * times;
    int height = matrix.getHeight() * times;
    for (int top = 0; top < height; top += bandRows) {
      var rows = new byte[width * Math.min(bandRows, height - top)];
      for (int y = 0; y < rows.length / width; y++) {
        for (int x = 0; x < matrix.getWidth() * times; x++) {
          if (matrix.get(x / times, (top + y) / times)) {
            rows[y * width + x / 8] |= (byte) (0x80 >> (x % 8));
          }
        }
      }
      raster(width, rows);
    }
  }
}
