package org.jiaohao.hall.problem;

/**
 * What may stand in a text that people set up, wherever it comes from: page, HTTP or file. Screens,
 * LED strips, printers and the voice all have to show or speak it, and whoever is in the hall reads
 * and hears it: it holds no number of a person ({@link PersonalNumbers}).
 */
public final class Texts {
  /** Longest name, in characters. */
  public static final int LONGEST_NAME = 60;

  private Texts() {}

  /**
   * A name of at most {@link #LONGEST_NAME} characters.
   *
   * @param member member or column it stands in
   * @return without blanks around it
   * @throws Problem 400 bad-name
   */
  public static String name(String member, String value) {
    return text(member, value, LONGEST_NAME);
  }

  /**
   * A text in one line.
   *
   * @param longest most characters
   * @return without blanks around it
   * @throws Problem 400 bad-name, personal-number
   */
  public static String text(String member, String value, int longest) {
    String text = value == null ? "" : value.strip();
    int length =
        text.codePoints().allMatch(Texts::isBlank) ? 0 : text.codePointCount(0, text.length());
    if (length < 1 || length > longest) {
      throw Problem.badRequest(
          "bad-name",
          member + " has " + length + " characters; it must have 1 to " + longest + ".",
          member + "有 " + length + " 个字，须为 1 至 " + longest + " 个字。");
    }
    text.codePoints()
        .filter(Texts::isUnprintable)
        .findFirst()
        .ifPresent(
            bad -> {
              String code = "U+%04X".formatted(bad);
              throw Problem.badRequest(
                  "bad-name",
                  member
                      + " contains "
                      + code
                      + ", a control, private-use or unknown character. Delete it.",
                  member + "包含无法显示的字符（" + code + "：控制字符、自造字或乱码），请删除。");
            });
    PersonalNumbers.refuse(member, text);
    return text;
  }

  /** A text that may be missing; null when it is null or blank. */
  public static String optional(String member, String value, int longest) {
    return value == null || value.isBlank() ? null : text(member, value, longest);
  }

  /** Whether nothing is to be seen of a character alone: spaces of all widths, joiners, accents. */
  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || switch (Character.getType(character)) {
          case Character.SPACE_SEPARATOR, Character.FORMAT, Character.NON_SPACING_MARK -> true;
          default -> false;
        };
  }

  /** Whether no screen, strip or printer can show this character. */
  static boolean isUnprintable(int character) {
    boolean turnsDirection =
        (character >= 0x202A && character <= 0x202E)
            || (character >= 0x2066 && character <= 0x2069);
    return turnsDirection
        || character == 0xFFFD
        || switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.PRIVATE_USE,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }
}
