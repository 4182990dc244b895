package org.jiaohao.emulator.escpos;

import java.util.HashMap;
import java.util.Map;
import org.jiaohao.emulator.render.Dots;
import org.jiaohao.emulator.render.Rom;
import org.jiaohao.font.BitmapFont;

/** Reads a full-width shape back: which character of the font looks exactly like it. */
final class KnownShapes {
  private static final int[][] BLOCKS = {
    {0x2E80, 0x9FFF}, {0xE815, 0xE864}, {0xF900, 0xFAFF}, {0x20000, 0x323AF}
  };

  private static final class Index {
    static final Map<Integer, int[]> BY_HASH = build();

    private static Map<Integer, int[]> build() {
      BitmapFont font = BitmapFont.size24();
      Map<Integer, int[]> index = new HashMap<>();
      for (int[] block : BLOCKS) {
        for (int codePoint = block[0]; codePoint <= block[1]; codePoint++) {
          BitmapFont.Glyph glyph = font.glyph(codePoint);
          if (glyph != null && glyph.width() == 24) {
            index.merge(
                java.util.Arrays.hashCode(glyph.rows()), new int[] {codePoint}, Index::append);
          }
        }
      }
      return index;
    }

    private static int[] append(int[] first, int[] second) {
      int[] both = java.util.Arrays.copyOf(first, first.length + 1);
      both[first.length] = second[0];
      return both;
    }
  }

  private KnownShapes() {}

  /** The character, or {@link Rom#MISSING} when the shape is none of the font's. */
  static int read(Dots shape) {
    if (shape.width() != 24 || shape.height() != 24) {
      return Rom.MISSING;
    }
    byte[] rows = new byte[72];
    for (int y = 0; y < 24; y++) {
      System.arraycopy(shape.row(y), 0, rows, y * 3, 3);
    }
    for (int codePoint : Index.BY_HASH.getOrDefault(java.util.Arrays.hashCode(rows), new int[0])) {
      if (java.util.Arrays.equals(rows, BitmapFont.size24().glyph(codePoint).rows())) {
        return codePoint;
      }
    }
    return Rom.MISSING;
  }
}
