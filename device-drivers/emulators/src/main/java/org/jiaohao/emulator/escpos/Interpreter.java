package org.jiaohao.emulator.escpos;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jiaohao.emulator.render.Dots;
import org.jiaohao.emulator.render.Rom;

/** Carries out commands: turns them into work for the mechanism, settings and answers. */
final class Interpreter implements EscPosParser.Sink {
  /** What commands ask for that is not printing. */
  interface Host {
    /** Queries in order: GS I, GS r, GS ( H, and DLE EOT of makers that answer in order. */
    void query(byte[] command);

    /** GS a. */
    void automaticStatus(int mask);

    /** ESC @. */
    void initialised();
  }

  private static final int UNKNOWN_KEPT = 50;
  private static final int TAB_DOTS = 96;

  private final int paperWidth;
  private final int knifeRows;
  private final Mechanism mechanism;
  private final Host host;
  private final TextWriter writer;
  private final Graphics graphics;
  private final QrSymbol qr = new QrSymbol();
  private final Set<String> unknown = new LinkedHashSet<>();
  private Style style;

  Interpreter(int paperWidth, int knifeRows, Rom rom, Mechanism mechanism, Host host) {
    this.paperWidth = paperWidth;
    this.knifeRows = knifeRows;
    this.mechanism = mechanism;
    this.host = host;
    this.writer = new TextWriter(paperWidth, rom, mechanism);
    this.graphics = new Graphics(paperWidth);
    initialise();
  }

  /** Power-on and ESC @. */
  void initialise() {
    style = new Style(paperWidth);
    writer.initialise(style);
    graphics.discard();
  }

  /** Commands seen that this printer does not have, as hex. */
  Set<String> unknownCommands() {
    return unknown;
  }

  @Override
  public void text(int value) {
    writer.accept(value);
  }

  @Override
  public void control(int value) {
    writer.endHalf();
    switch (value) {
      case 0x0A -> writer.lineFeed();
      case 0x09 ->
          writer
              .line()
              .moveTo((writer.line().position() / TAB_DOTS + 1) * TAB_DOTS, style.areaWidth);
      case 0x18 -> writer.line().discard();
      default -> {} // CR, NUL and others are ignored, as with the usual settings
    }
  }

  @Override
  public void imageRow(byte[] row, int mode) {
    writer.flush();
    Dots dots = graphics.raster(row, row.length * 8, 1, (mode & 1) + 1, (mode & 2) / 2 + 1, style);
    mechanism.print(dots);
  }

  @Override
  public void unknown(byte[] start) {
    if (unknown.size() < UNKNOWN_KEPT) {
      unknown.add(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(start));
    }
  }

  @Override
  public int glyphBytes() {
    return style.hanFont == 0 ? 72 : style.hanFont == 1 ? 60 : 32;
  }

  @Override
  public void command(byte[] c) {
    writer.endHalf();
    switch (c[0]) {
      case 0x1B -> esc(c);
      case 0x1C -> fs(c);
      case 0x1D -> gs(c);
      default -> host.query(c);
    }
  }

  private void esc(byte[] c) {
    int n = c.length > 2 ? c[2] & 0xFF : 0;
    switch (c[1]) {
      case '@' -> {
        initialise();
        host.initialised();
      }
      case 'd' -> writer.feedLines(n);
      case 'J' -> writer.feedDots(n);
      case 'a' -> align(n);
      case '!' -> printMode(n);
      case 'E', 'G' -> style.bold = (n & 1) == 1;
      case '-' -> style.underline = n % 48 % 3;
      case 'M' -> style.smallFont = (n & 1) == 1;
      case '2' -> style.lineSpacing = Style.DEFAULT_SPACING;
      case '3' -> style.lineSpacing = n;
      case ' ' -> style.charSpace = n;
      case '$' -> writer.line().moveTo(CommandLength.word(c, 2), style.areaWidth);
      case '\\' ->
          writer
              .line()
              .moveTo(writer.line().position() + (short) CommandLength.word(c, 2), style.areaWidth);
      case '*' -> writer.add(new Cell(graphics.columns(c), ""));
      case 'i', 'm' -> cut(0);
      case 't' -> style.codePage = n;
      case 'R', 'p', '=', 'c', 'B', 'U', 'D', '(' -> {} // accepted, nothing to see on paper
      default -> unknown(Arrays.copyOf(c, 2));
    }
  }

  private void align(int n) {
    if (writer.line().empty() && n % 48 <= 2) {
      style.align = Style.Align.values()[n % 48];
    }
  }

  private void printMode(int n) {
    style.smallFont = (n & 0x01) != 0;
    style.bold = (n & 0x08) != 0;
    style.scaleY = (n & 0x10) != 0 ? 2 : 1;
    style.scaleX = (n & 0x20) != 0 ? 2 : 1;
    style.underline = (n & 0x80) != 0 ? 1 : 0;
  }

  private void fs(byte[] c) {
    int n = c.length > 2 ? c[2] & 0xFF : 0;
    switch (c[1]) {
      case '&' -> style.chinese = true;
      case '.' -> style.chinese = false;
      case '!' -> {
        style.hanScaleX = (n & 0x04) != 0 ? 2 : 1;
        style.hanScaleY = (n & 0x08) != 0 ? 2 : 1;
        style.hanUnderline = (n & 0x80) != 0 ? 1 : 0;
      }
      case 'W' -> {
        style.hanScaleX = (n & 1) + 1;
        style.hanScaleY = (n & 1) + 1;
      }
      case '-' -> style.hanUnderline = n % 48 % 3;
      case 'C' -> {} // Japanese code systems; mainland models ignore it
      case 'S' -> {
        style.hanLeft = n;
        style.hanRight = c[3] & 0xFF;
      }
      case '2' -> writer.define(c);
      case '?' -> writer.undefine(CommandLength.word(c, 2));
      case '(' -> {
        if (c[2] == 'A' && c.length == 7 && c[5] == '0') {
          style.hanFont = c[6] % 48;
        }
      }
      default -> unknown(Arrays.copyOf(c, 2));
    }
  }

  private void gs(byte[] c) {
    int n = c.length > 2 ? c[2] & 0xFF : 0;
    switch (c[1]) {
      case '!' -> {
        style.scaleX = (n >> 4 & 7) + 1;
        style.scaleY = (n & 7) + 1;
      }
      case 'B' -> style.reverse = (n & 1) == 1;
      case 'L' -> style.leftMargin = Math.min(CommandLength.word(c, 2), paperWidth - 24);
      case 'W' -> style.areaWidth = Math.clamp(CommandLength.word(c, 2), 24, paperWidth);
      case 'V' -> cut(c.length > 3 ? knifeRows + (c[3] & 0xFF) : 0);
      case 'a' -> host.automaticStatus(n);
      case 'I', 'r' -> host.query(c);
      case '(' -> extended(c);
      case 'H', 'h', 'w', 'f' -> {} // barcode settings; barcodes themselves are unknown here
      default -> unknown(Arrays.copyOf(c, 2));
    }
  }

  private void extended(byte[] c) {
    switch (c[2]) {
      case 'k' -> symbol(c);
      case 'L' -> graphics.command(c).ifPresent(this::printGraphics);
      case 'H' -> host.query(c);
      case 'D' -> {} // which real-time commands are off; none of those does anything here
      default -> unknown(Arrays.copyOf(c, 3));
    }
  }

  private void printGraphics(Dots dots) {
    writer.flush();
    mechanism.print(graphics.placed(dots, style));
  }

  /** GS ( k. */
  private void symbol(byte[] c) {
    if (c.length < 8 || c[5] != '1') {
      unknown(Arrays.copyOf(c, Math.min(c.length, 7)));
      return;
    }
    switch (c[6]) {
      case 0x43 -> qr.moduleDots(c[7] & 0xFF);
      case 0x45 -> qr.level(c[7] & 0xFF);
      case 0x50 -> qr.store(Arrays.copyOfRange(c, 8, c.length));
      case 0x51 ->
          qr.draw()
              .filter(dots -> dots.width() <= style.areaWidth)
              .ifPresent(
                  dots -> {
                    printGraphics(dots);
                    mechanism.qr(qr.payload());
                  });
      case 0x41 -> {} // model: always 2
      default -> unknown(Arrays.copyOf(c, 7));
    }
  }

  private void cut(int feedRows) {
    writer.flush();
    mechanism.feed(feedRows);
    mechanism.cut();
  }
}
