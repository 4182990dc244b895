package org.jiaohao.font;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/**
 * A font file of this module: an index of deflated pages of 256 code points each. The file is kept
 * only while memory is plenty, the last few pages always.
 */
final class BitmapFontFile implements BitmapFont {
  static final BitmapFontFile SIZE_24 = new BitmapFontFile("han-24.font", 24);
  static final BitmapFontFile SIZE_16 = new BitmapFontFile("han-16.font", 16);

  private static final int KEPT_PAGES = 8;
  private static final int HEADER = 7;
  private static final int INDEX_ENTRY = 8;
  private static final int PAGE_SIZE = 256;

  private final String resource;
  private final int height;
  private final Map<Integer, byte[]> pages =
      new LinkedHashMap<>(KEPT_PAGES * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
          return size() > KEPT_PAGES;
        }
      };
  private SoftReference<byte[]> file = new SoftReference<>(null);

  private BitmapFontFile(String resource, int height) {
    this.resource = resource;
    this.height = height;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public synchronized Glyph glyph(int codePoint) {
    byte[] page = pages.computeIfAbsent(codePoint >> 8, this::read);
    int wanted = codePoint & 0xff;
    if (page.length == 0 || page[wanted] == 0) {
      return null;
    }
    int offset = PAGE_SIZE;
    for (int i = 0; i < wanted; i++) {
      offset += length(page[i]);
    }
    var rows = new byte[length(page[wanted])];
    System.arraycopy(page, offset, rows, 0, rows.length);
    return new Glyph(page[wanted] * height / 2, height, rows);
  }

  /** Bytes of a glyph of this width, in half cells. */
  private int length(int halfCells) {
    return (halfCells * height / 2 + 7) / 8 * height;
  }

  /** The inflated page, or an empty array when the font has none. */
  private byte[] read(int number) {
    byte[] bytes = bytes();
    var index = ByteBuffer.wrap(bytes);
    int count = Short.toUnsignedInt(index.getShort(HEADER - 2));
    for (int i = 0; i < count; i++) {
      int entry = HEADER + i * INDEX_ENTRY;
      if (Short.toUnsignedInt(index.getShort(entry)) == number) {
        int offset = index.getInt(entry + 2);
        int length = Short.toUnsignedInt(index.getShort(entry + 6));
        return inflate(bytes, offset, length);
      }
    }
    return new byte[0];
  }

  private static byte[] inflate(byte[] bytes, int offset, int length) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes, offset, length))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes() {
    byte[] kept = file.get();
    if (kept != null) {
      return kept;
    }
    try (InputStream in = BitmapFontFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("font file " + resource + " is missing from the program");
      }
      byte[] read = in.readAllBytes();
      file = new SoftReference<>(read);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
