package org.jiaohao.device.tool;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
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
    return file(deflated(image));
  }

  /** A PDF 1.4 file of one page (ISO 32000, 7.5) that is filled by one picture. */
  private static byte[] file(byte[] picture) {
    var out = new ByteArrayOutputStream();
    List<Integer> places = new ArrayList<>();
    String size = String.format(Locale.ROOT, "%.2f %.2f", points(WIDTH), points(HEIGHT));
    String content = "q %s 0 0 %s 0 0 cm /I Do Q".formatted((Object[]) size.split(" "));
    text(out, "%PDF-1.4\n");
    object(out, places, "<</Type/Catalog/Pages 2 0 R>>");
    object(out, places, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(
        out,
        places,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 "
            + size
            + "]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>");
    object(out, places, stream("", content.getBytes(StandardCharsets.ISO_8859_1)));
    String about =
        "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/FlateDecode"
            .formatted(WIDTH, HEIGHT);
    object(out, places, stream(about, picture));
    int table = out.size();
    text(out, "xref\n0 " + (places.size() + 1) + "\n0000000000 65535 f \n");
    places.forEach(place -> text(out, "%010d 00000 n \n".formatted(place)));
    text(out, "trailer<</Size " + (places.size() + 1) + "/Root 1 0 R>>\n");
    text(out, "startxref\n" + table + "\n%%EOF\n");
    return out.toByteArray();
  }

  private static double points(int pixels) {
    return pixels * 72.0 / DPI;
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void object(ByteArrayOutputStream out, List<Integer> places, String body) {
    object(out, places, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void object(ByteArrayOutputStream out, List<Integer> places, byte[] body) {
    places.add(out.size());
    text(out, places.size() + " 0 obj\n");
    out.writeBytes(body);
    text(out, "\nendobj\n");
  }

  private static byte[] stream(String about, byte[] data) {
    var out = new ByteArrayOutputStream();
    text(out, "<<" + about + "/Length " + data.length + ">>stream\n");
    out.writeBytes(data);
    text(out, "\nendstream");
    return out.toByteArray();
  }

  /** Rows of one bit a dot, 1 for white, each filled up to whole bytes. */
  private static byte[] deflated(BufferedImage image) {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      for (int y = 0; y < HEIGHT; y++) {
        byte[] row = new byte[(WIDTH + 7) / 8];
        for (int x = 0; x < WIDTH; x++) {
          boolean white = (image.getRGB(x, y) & 0xFF) != 0;
          row[x / 8] |= (byte) (white ? 0x80 >> x % 8 : 0);
        }
        deflater.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is read or written
    }
    return out.toByteArray();
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
