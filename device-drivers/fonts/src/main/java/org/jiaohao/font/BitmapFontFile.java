package org.jiaohao.font;

import java.util.function.Supplier;

/** Reads the font files of this module. */
final class BitmapFontFile {
  static final Supplier<BitmapFont> SIZE_24 = () -> load("/org/jiaohao/font/han-24.font");
  static final Supplier<BitmapFont> SIZE_16 = () -> load("/org/jiaohao/font/han-16.font");

  private BitmapFontFile() {}

  private static BitmapFont load(String resource) {
    throw new IllegalStateException("font file " + resource + " is missing");
  }
}
