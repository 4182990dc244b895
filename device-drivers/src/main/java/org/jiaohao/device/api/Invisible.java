package org.jiaohao.device.api;

/**
 * Characters that choose a shape or an order and have no picture themselves: variation selectors,
 * joiners, marks of direction, soft hyphens (Unicode, Default_Ignorable_Code_Point). Names from
 * other systems carry them; paper and screens show the name without them (N20).
 */
public final class Invisible {
  private static final int NO_BREAK_SPACE = 0xa0;
  private static final int WIDE_SPACE = 0x3000;

  private Invisible() {}

  /** The text without invisible characters, spaces of unusual width as plain ones. */
  public static String without(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !is(c))
        .forEach(c -> shown.appendCodePoint(isUnusualSpace(c) ? ' ' : c));
    return shown.toString();
  }

  private static boolean isUnusualSpace(int codePoint) {
    return Character.getType(codePoint) == Character.SPACE_SEPARATOR
        && codePoint != NO_BREAK_SPACE
        && codePoint != WIDE_SPACE;
  }

  /** Whether nothing is to be seen of a character. */
  static boolean is(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT && !isSign(codePoint)
        || codePoint >= 0xfe00 && codePoint <= 0xfe0f
        || codePoint >= 0xe0100 && codePoint <= 0xe01ef
        || codePoint >= 0x180b && codePoint <= 0x180f
        || codePoint == 0x034f
        || codePoint == 0x115f
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xffa0;
  }

  /** Signs of Arabic, Syriac, Kaithi and Egyptian writing that are of type format and seen. */
  private static boolean isSign(int codePoint) {
    return codePoint >= 0x0600 && codePoint <= 0x0605
        || codePoint == 0x06dd
        || codePoint == 0x070f
        || codePoint == 0x0890
        || codePoint == 0x0891
        || codePoint == 0x08e2
        || codePoint == 0x110bd
        || codePoint == 0x110cd
        || codePoint >= 0x13430 && codePoint <= 0x1343f;
  }
}
