package org.jiaohao.hall.problem;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds numbers of persons in texts that everybody will read or hear: identity numbers and mobile
 * numbers (N13). Digits count however they are written (full width, Chinese, with spaces, hyphens
 * or dots between them); masked numbers such as 138****1234 and numbers of offices are none.
 *
 * <p>An identity number (GB 11643) has the birth in its 7th to 14th place and a check digit in the
 * 18th; permits of residents from Hong Kong, Macao and Taiwan (81, 82, 83) and of foreigners (9)
 * have the same form. The old one has 15 digits, the year in two and no check digit. A number whose
 * check digit is wrong is one, too, when the text calls it so: it was mistyped.
 */
public final class PersonalNumbers {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK = "10X98765432";

  /** First two digits: the provinces of GB/T 2260, and 91 to 99 of foreigners' permits. */
  private static final Pattern PLACE =
      Pattern.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\\d");

  private static final Pattern MOBILE = Pattern.compile("(?:0|(?:00)?86)?1[3-9]\\d{9}");
  private static final int LONGEST_MOBILE = 15;
  private static final Pattern DIGITS = Pattern.compile("\\d+X?(?![A-Za-z\\d])|\\d+|X(?![A-Za-z])");
  private static final Pattern BETWEEN = Pattern.compile("[ \\-.]{0,3}");

  /** A number of a ticket, which no personal number goes through. */
  private static final Pattern TICKET =
      Pattern.compile("(?<![A-Za-z])[A-Z]\\d{3,4}(?![A-Za-z\\d])");

  private static final Pattern CALLED_SO =
      Pattern.compile(
          "(?:身份证|居住证|居留证|证件|(?i:\\bID\\b|identity|permit))"
              + "(?i:号码?|card|number|no|是|为|[ :：.()（）])*$");

  private static final String CHINESE = "〇一二三四五六七八九";

  private PersonalNumbers() {}

  /** What was found. */
  private enum Kind {
    IDENTITY("an identity number", "身份证件号码"),
    MOBILE("a mobile number", "手机号码");

    private final String en;
    private final String zh;

    Kind(String en, String zh) {
      this.en = en;
      this.zh = zh;
    }
  }

  /** Digits that stand together, and where they begin and end in the plain text. */
  private record Group(String digits, int from, int until) {}

  /**
   * Refuses a text that holds one.
   *
   * @param member member or column it stands in
   * @throws Problem 400 personal-number, saying where it stands and what to write instead
   */
  public static void refuse(String member, String text) {
    refuse(member, text, Set.of(Kind.values()));
  }

  /**
   * Refuses identity numbers only: a hall's telephone may be a mobile one.
   *
   * @param member member or column it stands in
   * @throws Problem 400 personal-number
   */
  public static void refuseIdentity(String member, String text) {
    refuse(member, text, Set.of(Kind.IDENTITY));
  }

  private static void refuse(String member, String text, Set<Kind> kinds) {
    var at = new ArrayList<Integer>();
    String plain = plain(text, at);
    for (List<Group> run : runs(plain)) {
      for (int first = 0; first < run.size(); first++) {
        var number = new StringBuilder();
        for (int last = first; last < run.size() && number.length() <= 18; last++) {
          number.append(run.get(last).digits);
          Kind kind = kind(number.toString(), run.subList(first, last + 1), plain);
          if (kind != null && kinds.contains(kind)) {
            throw found(member, kind, at.get(run.get(first).from) + 1);
          }
        }
      }
    }
  }

  private static Problem found(String member, Kind kind, int place) {
    return Problem.badRequest(
        "personal-number",
        member
            + " holds "
            + kind.en
            + " from character "
            + place
            + " on. Everybody in the hall would read or hear it. Delete it and name the person by the"
            + " ticket number, as in A012.",
        member + "从第 " + place + " 个字起含有" + kind.zh + "，会被大厅内所有人看到或听到。请删除，改用票号称呼办事人，例如 A012。");
  }

  /**
   * The text with digits, spaces and hyphens of all kinds as in ASCII, without what is not seen.
   *
   * @param at receives for each of its characters the place of the original in code points
   */
  private static String plain(String text, List<Integer> at) {
    var plain = new StringBuilder();
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      char one = plain(characters[i]);
      if (one != 0) {
        plain.append(one);
        at.add(i);
      }
    }
    return TICKET.matcher(plain).replaceAll(match -> "#".repeat(match.group().length()));
  }

  private static char plain(int character) {
    int digit = Character.digit(character, 10);
    int chinese = CHINESE.indexOf(character);
    if (digit >= 0 || chinese >= 0) {
      return (char) ('0' + Math.max(digit, chinese));
    }
    return switch (character) {
      case '零', '○' -> '0';
      case '幺' -> '1';
      case 'x', 'Ｘ', 'ｘ', 'Ⅹ', 'ⅹ', '×' -> 'X';
      case '−', '－', '_', '·', '・' -> '-';
      case '．' -> '.';
      default ->
          switch (Character.getType(character)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default -> Character.isBmpCodePoint(character) ? (char) character : '#';
          };
    };
  }

  /** Groups with at most spaces, hyphens and dots between them belong to one run. */
  private static List<List<Group>> runs(String plain) {
    List<List<Group>> runs = new ArrayList<>();
    Matcher groups = DIGITS.matcher(plain);
    int end = -1;
    while (groups.find()) {
      if (end < 0 || !BETWEEN.matcher(plain.substring(end, groups.start())).matches()) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(new Group(groups.group(), groups.start(), groups.end()));
      end = groups.end();
    }
    return runs;
  }

  private static Kind kind(String number, List<Group> groups, String plain) {
    if (number.length() <= LONGEST_MOBILE && MOBILE.matcher(number).matches() && written(groups)) {
      return Kind.MOBILE;
    }
    boolean identity =
        switch (number.length()) {
          case 18 -> isIdentity(number) || calledSo(number, groups, plain);
          case 15 ->
              written(groups)
                  && number.indexOf('X') < 0
                  && isPlace(number)
                  && isDate("19" + number.substring(6, 12));
          default -> false;
        };
    return identity ? Kind.IDENTITY : null;
  }

  /**
   * Whether people write one number in such groups: each digit alone, or at least three together.
   * Lists of windows, dates and prices are not written so.
   */
  private static boolean written(List<Group> groups) {
    return groups.stream().allMatch(group -> group.digits.length() == 1)
        || groups.stream().allMatch(group -> group.digits.length() >= 3);
  }

  private static boolean calledSo(String number, List<Group> groups, String plain) {
    return number.substring(0, 17).indexOf('X') < 0
        && CALLED_SO.matcher(plain.substring(0, groups.getFirst().from)).find();
  }

  /** Whether a number has the right form, a real date and the right check digit. */
  static boolean isIdentity(String number) {
    if (!number.matches("\\d{17}[\\dX]") || !isPlace(number)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += WEIGHTS[i] * (number.charAt(i) - '0');
    }
    return number.charAt(17) == CHECK.charAt(sum % 11) && isDate(number.substring(6, 14));
  }

  private static boolean isPlace(String number) {
    return PLACE.matcher(number.substring(0, 2)).matches();
  }

  private static boolean isDate(String digits) {
    try {
      return LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8))
              .getYear()
          >= 1800;
    } catch (DateTimeException e) {
      return false; // no such day: an answer, not a failure
    }
  }

  private static int number(String digits, int from, int until) {
    return Integer.parseInt(digits, from, until, 10);
  }
}
