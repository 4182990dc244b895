package org.jiaohao.device.api;

import java.util.stream.Collectors;

/**
 * Characters that choose a shape or an order and have no picture themselves: variation selectors,
 * joiners, marks of direction, soft hyphens (Unicode, Default_Ignorable_Code_Point). Names from
 * other systems carry them; paper and screens show the name without them (N20).
 */
public final class Invisible {
  private Invisible() {}

  /** The text without invisible characters; control characters stay. */
  public static String without(String text) {
    return text.codePoints().anyMatch(Invisible::is)
        ? text.codePoints()
            .filter(c -> !is(c))
            .mapToObj(Character::toString)
            .collect(Collectors.joining())
        : text;
  }

  /** Whether nothing is to be seen of a character. */
  public static boolean is(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT && !Character.isWhitespace(codePoint)
        || codePoint >= 0xfe00 && codePoint <= 0xfe0f
        || codePoint >= 0xe0100 && codePoint <= 0xe01ef
        || codePoint >= 0x180b && codePoint <= 0x180f
        || codePoint == 0x034f
        || codePoint == 0x115f
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xffa0;
  }
}
