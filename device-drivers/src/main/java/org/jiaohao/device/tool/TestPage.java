package org.jiaohao.device.tool;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jiaohao.device.document.PdfFile;
import org.jiaohao.font.BitmapFont;

/** A page of A4 for trying a printer: a frame ten millimetres from the edges, and two lines. */
final class TestPage {
  private static final int DPI = 100;
  private static final int WIDTH = 827;
  private static final int HEIGHT = 1169;
  private static final int EDGE = 39;
  private static final List<String> LINES = List.of("叫号 设备测试", "Jiaohao test page 䶮㙍𠅤");

  private TestPage() {}

  static byte[] pdf() {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(Color.BLACK);
    g.setStroke(new BasicStroke(3));
    g.drawRect(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE);
    g.dispose();
    for (int i = 0; i < LINES.size(); i++) {
      write(image, LINES.get(i), 2 * EDGE, 3 * EDGE + i * 60);
    }
    var png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
      return PdfFile.of(List.of(png.toByteArray()), DPI);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is read or written
    }
  }

  /** In the font of the tickets, which has every character, twice as large. */
  private static void write(BufferedImage image, String text, int left, int top) {
    BitmapFont font = BitmapFont.size24();
    int at = left;
    for (int codePoint : text.codePoints().toArray()) {
      BitmapFont.Glyph glyph = font.glyph(codePoint);
      int width = codePoint < 0x80 ? font.height() / 2 : font.height();
      for (int y = 0; glyph != null && y < 2 * glyph.height(); y++) {
        for (int x = 0; x < 2 * glyph.width(); x++) {
          if (glyph.dot(x / 2, y / 2)) {
            image.setRGB(at + x, top + y, Color.BLACK.getRGB());
          }
        }
      }
      at += 2 * width;
    }
  }
}
