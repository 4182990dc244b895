package org.jiaohao.characters;

import java.util.Arrays;

/**
 * The one dot between the parts of a person's name is U+00B7 (N20). Keyboards, forms and old
 * programs bring others that look like it; every way by which a name comes in maps them here and
 * drops the spaces around the dot. Texts that are no names keep their dots.
 */
public final class MiddleDot {
  private static final char DOT = '\u00b7';

  /** In a name these are nothing else: ano teleia, bullets, hyphenation point, operators, kana. */
  private static final String DOTS = "\u00b7\u0387\u2022\u2027\u2219\u22c5\u2e31\u30fb\uff65";

  /** Between Chinese characters a full stop is a dot; in {@code J. Smith} it stays a stop. */
  private static final String STOPS = ".\uff0e\ufe52";

  private MiddleDot() {}

  /** A name with that dot; null stays null. */
  public static String inName(String name) {
    return name == null ? null : new String(inName(name.toCharArray()));
  }

  /**
   * The same for a name that has to be wiped.
   *
   * @param name is overwritten when another array is returned
   */
  public static char[] inName(char[] name) {
    char[] mapped = new char[name.length];
    int length = 0;
    for (int i = 0; i < name.length; i++) {
      if (!isDot(name, i)) {
        mapped[length++] = name[i];
        continue;
      }
      while (length > 0 && isSpace(mapped[length - 1])) {
        length--;
      }
      mapped[length++] = DOT;
      while (i + 1 < name.length && isSpace(name[i + 1])) {
        i++;
      }
    }
    char[] result = Arrays.equals(mapped, name) ? name : Arrays.copyOf(mapped, length);
    Arrays.fill(mapped, '\0');
    if (result != name) {
      Arrays.fill(name, '\0');
    }
    return result;
  }

  private static boolean isDot(char[] name, int at) {
    return DOTS.indexOf(name[at]) >= 0 || STOPS.indexOf(name[at]) >= 0 && isBetweenHan(name, at);
  }

  private static boolean isBetweenHan(char[] name, int at) {
    int before = at;
    while (before > 0 && isSpace(name[before - 1])) {
      before--;
    }
    int after = at + 1;
    while (after < name.length && isSpace(name[after])) {
      after++;
    }
    return before > 0
        && after < name.length
        && isHan(Character.codePointBefore(name, before))
        && isHan(Character.codePointAt(name, after));
  }

  private static boolean isHan(int character) {
    return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
  }

  private static boolean isSpace(char unit) {
    return Character.isSpaceChar(unit) || Character.isWhitespace(unit);
  }
}
