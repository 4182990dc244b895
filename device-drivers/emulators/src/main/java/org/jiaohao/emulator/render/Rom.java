package org.jiaohao.emulator.render;

import java.nio.charset.Charset;

/** Character set in a printer's memory. What is not in it prints as an empty box. */
public enum Rom {
  /** GB2312: 6763 Han, two bytes A1–F7, A1–FE. */
  GB2312("GB2312", "CHINA GB2312"),
  /** GBK: 20902 Han, two bytes 81–FE, 40–FE. */
  GBK("GBK", "CHINA GBK"),
  /** GB18030 with the four-byte codes. */
  GB18030("GB18030", "CHINA GB18030");

  /** Stands in decoded text for what the printer has no shape for. */
  public static final int MISSING = 0xFFFD;

  private static final int PRIVATE_FIRST = 0xE000;
  private static final int PRIVATE_LAST = 0xF8FF;

  private static final Charset WHOLE = Charset.forName("GB18030");

  private final Charset charset;
  private final String language;

  Rom(String charset, String language) {
    this.charset = Charset.forName(charset);
    this.language = language;
  }

  /** Answer to GS I 69. */
  public String language() {
    return language;
  }

  /** Whether a byte begins a code of two or more bytes. */
  public boolean lead(int value) {
    return this == GB2312 ? value >= 0xA1 && value <= 0xF7 : value >= 0x81 && value <= 0xFE;
  }

  /** Whether a byte can end a code of two bytes. */
  public boolean trail(int value) {
    return this == GB2312
        ? value >= 0xA1 && value <= 0xFE
        : value >= 0x40 && value <= 0xFE && value != 0x7F;
  }

  /** Whether a lead byte followed by a digit begins a code of four bytes. */
  public boolean fourBytes() {
    return this == GB18030;
  }

  /** The code point of a whole code, or {@link #MISSING} when it is not in this memory. */
  public int decode(byte... code) {
    int own = single(new String(code, charset));
    return own == MISSING ? MISSING : single(new String(code, WHOLE));
  }

  private static int single(String text) {
    if (text.codePointCount(0, text.length()) != 1) {
      return MISSING;
    }
    int codePoint = text.codePointAt(0);
    boolean privateUse = codePoint >= PRIVATE_FIRST && codePoint <= PRIVATE_LAST;
    return privateUse ? MISSING : codePoint;
  }
}
