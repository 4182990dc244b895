import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Makes the font files of this module from system fonts; see README.md for packages and licences.
 * Run from this module's folder: {@code java tools/BuildFonts.java}.
 *
 * <p>File: "JHF1", height (1 byte), number of pages (2 bytes), then per page its number (code point
 * >> 8, 2 bytes), offset (4 bytes) and length (2 bytes), then the pages, each deflated: 256 widths
 * in half cells (0 none, 1 half, 2 full; one byte each), then the rows of the glyphs in order.
 */
public class BuildFonts {
  private static final Path NOTO = Path.of("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
  private static final Path HANAZONO = Path.of("/usr/share/fonts/truetype/hanazono");
  private static final Path UNIFONT = Path.of("/usr/share/unifont/unifont.hex");
  private static final Path TARGET = Path.of("src/main/resources/org/jiaohao/font");

  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Font noto =
        Arrays.stream(Font.createFonts(NOTO.toFile()))
            .filter(f -> f.getFontName().contains("Sans Mono CJK SC") || f.getFontName().equals("Noto Sans Mono CJK SC Regular"))
            .findFirst()
            .orElseThrow();
    Font hanaA = Font.createFonts(HANAZONO.resolve("HanaMinA.ttf").toFile())[0];
    Font hanaB = Font.createFonts(HANAZONO.resolve("HanaMinB.ttf").toFile())[0];
    List<Font> outlines = List.of(noto, hanaA, hanaB);
    write("han-24.font", 24, outlined(outlines, 24, Map.of()));
    write("han-16.font", 16, outlined(outlines, 16, unifont()));
  }

  /** Code points the product prints: Latin, punctuation, symbols, kana, and every Han block. */
  private static boolean wanted(int cp) {
    return (cp >= 0x20 && cp <= 0x7e)
        || (cp >= 0xa0 && cp <= 0x17f)
        || (cp >= 0x1cd && cp <= 0x1dc)
        || (cp >= 0x391 && cp <= 0x451)
        || (cp >= 0x2010 && cp <= 0x2642)
        || (cp >= 0x2e80 && cp <= 0x33ff)
        || (cp >= 0x3400 && cp <= 0x9fff)
        || (cp >= 0xf900 && cp <= 0xfaff)
        || (cp >= 0xfe10 && cp <= 0xfe6b)
        || (cp >= 0xff01 && cp <= 0xffe6)
        || (cp >= 0x20000 && cp <= 0x2ebe0)
        || (cp >= 0x2f800 && cp <= 0x2fa1d);
  }

  private static boolean half(int cp) {
    return cp < 0x180 && cp != 0xb7 && cp != 0xd7 && cp != 0xf7 && cp != 0xa7 && cp != 0xb0 && cp != 0xb1
        || (cp >= 0x1cd && cp <= 0x1dc)
        || (cp >= 0xff61 && cp <= 0xff9f);
  }

  private static TreeMap<Integer, byte[]> outlined(List<Font> fonts, int size, Map<Integer, byte[]> ready) {
    var glyphs = new TreeMap<Integer, byte[]>();
    for (int cp = 0x20; cp <= 0x2fa1d; cp++) {
      if (!wanted(cp)) {
        continue;
      }
      byte[] glyph = ready.get(cp);
      int wide = (half(cp) ? size / 2 : size) ;
      int length = (wide + 7) / 8 * size;
      if (glyph == null || glyph.length != length) {
        int code = cp;
        Font font = fonts.stream().filter(f -> f.canDisplay(code)).findFirst().orElse(null);
        if (font == null) {
          continue;
        }
        glyph = draw(font, cp, wide, size);
      }
      boolean blank = true;
      for (byte b : glyph) {
        blank &= b == 0;
      }
      if (!blank || cp == 0x20 || cp == 0xa0 || cp == 0x3000) {
        glyphs.put(cp, glyph);
      }
    }
    return glyphs;
  }

  private static byte[] draw(Font font, int cp, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setColor(Color.WHITE);
    Font sized = font.deriveFont((float) height);
    g.setFont(sized);
    String text = Character.toString(cp);
    double advance = sized.getStringBounds(text, g.getFontRenderContext()).getWidth();
    if (advance > width + 0.5) {
      g.scale(width / advance, 1);
      advance = width;
    }
    g.drawString(text, (float) ((width - advance) / 2), height * 0.87f);
    g.dispose();
    int stride = (width + 7) / 8;
    var rows = new byte[stride * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if ((image.getRaster().getSample(x, y, 0)) > 96) {
          rows[y * stride + x / 8] |= (byte) (0x80 >> (x % 8));
        }
      }
    }
    return rows;
  }

  private static Map<Integer, byte[]> unifont() throws IOException {
    var glyphs = new HashMap<Integer, byte[]>();
    for (String line : Files.readAllLines(UNIFONT)) {
      int colon = line.indexOf(':');
      byte[] rows = java.util.HexFormat.of().parseHex(line.substring(colon + 1));
      glyphs.put(Integer.parseInt(line.substring(0, colon), 16), rows);
    }
    return glyphs;
  }

  private static void write(String name, int height, TreeMap<Integer, byte[]> glyphs) throws IOException {
    var pages = new TreeMap<Integer, List<Integer>>();
    glyphs.keySet().forEach(cp -> pages.computeIfAbsent(cp >> 8, p -> new ArrayList<>()).add(cp));
    var bodies = new ArrayList<byte[]>();
    for (List<Integer> page : pages.values()) {
      var widths = new byte[256];
      var rows = new ByteArrayOutputStream();
      for (int cp : page) {
        byte[] glyph = glyphs.get(cp);
        boolean full = glyph.length == (height + 7) / 8 * height;
        widths[cp & 0xff] = (byte) (full ? 2 : 1);
        rows.write(glyph);
      }
      var packed = new ByteArrayOutputStream();
      try (var out = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
        out.write(widths);
        rows.writeTo(out);
      }
      bodies.add(packed.toByteArray());
    }
    Files.createDirectories(TARGET);
    try (var out = new DataOutputStream(Files.newOutputStream(TARGET.resolve(name)))) {
      out.writeBytes("JHF1");
      out.writeByte(height);
      out.writeShort(pages.size());
      int offset = 7 + 8 * pages.size();
      int i = 0;
      for (int page : pages.keySet()) {
        out.writeShort(page);
        out.writeInt(offset);
        out.writeShort(bodies.get(i).length);
        offset += bodies.get(i++).length;
      }
      for (byte[] body : bodies) {
        out.write(body);
      }
      System.out.println(name + ": " + glyphs.size() + " glyphs, " + offset + " bytes");
    }
  }
}
