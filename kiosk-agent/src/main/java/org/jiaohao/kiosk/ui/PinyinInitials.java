package org.jiaohao.kiosk.ui;

import java.util.LinkedHashSet;
import java.util.Set;
import net.sourceforge.pinyin4j.PinyinHelper;

/** First letters of the pinyin of a text, for search on a screen without Chinese input. */
final class PinyinInitials {
  private static final int MOST_READINGS = 16;

  private PinyinInitials() {}

  /** All readings, separated by a space: 银行 gives {@code yh yx}. At most 16. */
  static String of(String text) {
    Set<String> readings = new LinkedHashSet<>();
    readings.add("");
    text.codePoints().forEach(c -> extend(readings, initials(c)));
    return String.join(" ", readings);
  }

  private static void extend(Set<String> readings, Set<Character> initials) {
    if (initials.isEmpty()) {
      return;
    }
    Set<String> next = new LinkedHashSet<>();
    for (String reading : readings) {
      for (char initial : initials) {
        if (next.size() < MOST_READINGS) {
          next.add(reading + initial);
        }
      }
    }
    readings.clear();
    readings.addAll(next);
  }

  private static Set<Character> initials(int codePoint) {
    Set<Character> initials = new LinkedHashSet<>();
    if (codePoint < 0x80) {
      if (Character.isLetterOrDigit(codePoint)) {
        initials.add(Character.toLowerCase((char) codePoint));
      }
    } else if (Character.isBmpCodePoint(codePoint)) {
      String[] pinyin = PinyinHelper.toHanyuPinyinStringArray((char) codePoint);
      if (pinyin != null) {
        for (String p : pinyin) {
          initials.add(p.charAt(0));
        }
      }
    }
    return initials;
  }
}
