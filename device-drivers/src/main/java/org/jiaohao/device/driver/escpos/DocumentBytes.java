package org.jiaohao.device.driver.escpos;

import com.google.zxing.common.BitMatrix;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Align;
import org.jiaohao.device.api.PrintDocument.Block;
import org.jiaohao.device.api.PrintDocument.Feed;
import org.jiaohao.device.api.PrintDocument.Picture;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.codec.escpos.EscPosCommands;
import org.jiaohao.device.driver.escpos.PrinterProfile.Rare;
import org.jiaohao.font.BitmapFont;

/** A document as the bytes of one job, with as few as possible. */
final class DocumentBytes {
  /** No single command is longer, in bytes. */
  static final int LONGEST_COMMAND = 2048;

  private static final int MOST_LINES = 255;
  private static final int IMAGE_HEAD = 8;
  private static final int MOST_ROWS = 255;
  private static final int SPACE_BETWEEN_LINES = 6;
  private static final int FIRST_USER_CODE = 0xa1;
  private static final int MOST_USER_GLYPHS = 94;

  private final PrinterProfile profile;
  private final BitmapFont font = BitmapFont.size24();
  private final PrinterText text;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<JobBytes.Band> bands = new ArrayList<>();
  private final Map<Integer, Integer> userCodes = new LinkedHashMap<>();
  private Align align = Align.LEFT;
  private int scale = 1;
  private boolean bold;

  private DocumentBytes(PrinterProfile profile) {
    this.profile = profile;
    this.text = new PrinterText(profile.rom(), font);
  }

  /** All bytes of the job but its proof of completion. */
  static JobBytes of(PrintDocument document, PrinterProfile profile) {
    var bytes = new DocumentBytes(profile);
    bytes.out.writeBytes(EscPosCommands.initialize());
    bytes.out.writeBytes(EscPosCommands.chineseOn());
    for (Block block : document.blocks()) {
      switch (block) {
        case Text paragraph -> bytes.paragraph(paragraph);
        case Qr qr -> bytes.qr(qr);
        case Feed feed -> bytes.feed(feed.lines());
        case Picture picture -> bytes.picture(picture);
      }
    }
    bytes.out.writeBytes(end(profile));
    return new JobBytes(bytes.out.toByteArray(), List.copyOf(bytes.bands));
  }

  private void feed(int lines) {
    for (int left = lines; left > 0; left -= MOST_LINES) {
      out.writeBytes(EscPosCommands.feed(Math.min(left, MOST_LINES)));
    }
  }

  /** Parts the paper, or feeds it to where it is torn off. */
  static byte[] end(PrinterProfile profile) {
    return profile.cutter() ? EscPosCommands.cut() : EscPosCommands.tearOff();
  }

  private void paragraph(Text paragraph) {
    int times = Math.clamp(paragraph.scale(), 1, 8);
    int width = Math.max(2, profile.columns() / times);
    for (String line : PrinterText.wrap(text.drawable(paragraph.text()), width)) {
      align(paragraph.align());
      if (line.codePoints().allMatch(this::printable)) {
        style(times, paragraph.bold());
        line.codePoints().forEach(this::character);
        out.writeBytes(EscPosCommands.lineFeed());
      } else {
        image(line, times, paragraph.bold());
      }
    }
  }

  /** Whether it can go as text: by the printer's font, or by a user glyph that still has room. */
  private boolean printable(int codePoint) {
    if (profile.rom().code(codePoint) != null) {
      return true;
    }
    if (profile.rare() != Rare.USER_GLYPH) {
      return false;
    }
    if (!userCodes.containsKey(codePoint) && userCodes.size() < MOST_USER_GLYPHS) {
      int code = FIRST_USER_CODE + userCodes.size();
      userCodes.put(codePoint, code);
      out.writeBytes(EscPosCommands.defineGlyph(code, byColumns(font.glyph(codePoint))));
    }
    return userCodes.containsKey(codePoint);
  }

  /** A shape in the middle of a square cell, column by column. */
  private byte[] byColumns(BitmapFont.Glyph glyph) {
    int indent = (font.height() - glyph.width()) / 2;
    var columns = new byte[font.height() * 3];
    for (int x = 0; x < glyph.width(); x++) {
      for (int y = 0; y < glyph.height(); y++) {
        if (glyph.dot(x, y)) {
          columns[(indent + x) * 3 + y / 8] |= (byte) (0x80 >> (y % 8));
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

  /** A line as an image no wider than its text; the printer doubles what it can. */
  private void image(String line, int times, boolean thick) {
    boolean doubled = times % 2 == 0;
    int dots = doubled ? times / 2 : times;
    int width = (PrinterText.columns(line) * font.height() / 2 * dots + 7) / 8;
    var rows = new byte[width * font.height() * dots];
    int left = 0;
    for (int codePoint : line.codePoints().toArray()) {
      BitmapFont.Glyph glyph = font.glyph(codePoint);
      int cell = PrinterText.columns(codePoint) * font.height() / 2;
      if (glyph != null) {
        draw(glyph, rows, width, left + (cell - glyph.width()) / 2 * dots, dots, thick);
      }
      left += cell * dots;
    }
    style(1, false);
    raster(width, rows, doubled);
    if (times == 1) {
      out.writeBytes(EscPosCommands.feedDots(SPACE_BETWEEN_LINES));
    }
  }

  private static void draw(
      BitmapFont.Glyph glyph, byte[] rows, int width, int left, int dots, boolean thick) {
    int spread = thick ? dots + 1 : dots;
    for (int y = 0; y < glyph.height() * dots; y++) {
      for (int x = 0; x < glyph.width(); x++) {
        for (int at = left + x * dots; at < Math.min(left + x * dots + spread, width * 8); at++) {
          if (glyph.dot(x, y / dots)) {
            rows[y * width + at / 8] |= (byte) (0x80 >> (at % 8));
          }
        }
      }
    }
  }

  /** An image in bands, so that a printer with a small buffer keeps up. */
  private void raster(int width, byte[] rows, boolean doubled) {
    int band = Math.min((LONGEST_COMMAND - IMAGE_HEAD) / width, MOST_ROWS) * width;
    for (int from = 0; from < rows.length; from += band) {
      byte[] part = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + band));
      bands.add(new JobBytes.Band(out.size(), part.length / width * (doubled ? 2 : 1)));
      out.writeBytes(EscPosCommands.raster(width, part, doubled));
    }
  }

  private void picture(Picture picture) {
    align(Align.CENTER);
    style(1, false);
    int from = (picture.width() + 7) / 8;
    int to = Math.min(from, profile.dots() / 8);
    int height = picture.rows().length / from;
    var rows = new byte[to * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(picture.rows(), y * from, rows, y * to, to);
    }
    raster(to, rows, false);
  }

  private void qr(Qr qr) {
    align(Align.CENTER);
    style(1, false);
    QrSymbol symbol = QrSymbol.of(qr, profile.dots());
    if (profile.nativeQr()) {
      out.writeBytes(EscPosCommands.qr(qr.payload(), symbol.correction(), symbol.moduleDots()));
      return;
    }
    BitMatrix matrix = symbol.matrix();
    int module = symbol.moduleDots() > 2 ? symbol.moduleDots() & ~1 : symbol.moduleDots();
    boolean doubled = module % 2 == 0; // a quarter of the bytes
    int dots = doubled ? module / 2 : module;
    raster((matrix.getWidth() * dots + 7) / 8, rows(matrix, dots), doubled);
    out.writeBytes(EscPosCommands.feedDots(SPACE_BETWEEN_LINES));
  }

  private static byte[] rows(BitMatrix matrix, int dots) {
    int width = (matrix.getWidth() * dots + 7) / 8;
    var rows = new byte[width * matrix.getHeight() * dots];
    for (int y = 0; y < matrix.getHeight() * dots; y++) {
      for (int x = 0; x < matrix.getWidth() * dots; x++) {
        if (matrix.get(x / dots, y / dots)) {
          rows[y * width + x / 8] |= (byte) (0x80 >> (x % 8));
        }
      }
    }
    return rows;
  }
}
