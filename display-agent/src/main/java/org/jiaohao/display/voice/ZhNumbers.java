package org.jiaohao.display.voice;

/** Numbers in Chinese words, the same for every voice. */
final class ZhNumbers {
  private static final String DIGITS = "零一二三四五六七八九";
  private static final int LONGEST_NUMBER = 3;

  private final char one;

  /**
   * Creates the wording.
   *
   * @param one how the digit 1 of a ticket number is spoken, 一 or 幺
   */
  ZhNumbers(char one) {
    this.one = one;
  }

  /** A ticket number letter by letter and digit by digit: A001 → A零零一. */
  String ticket(String number) {
    var words = new StringBuilder();
    number
        .chars()
        .forEach(
            c -> {
              if (c == '1') {
                words.append(one);
              } else if (c >= '0' && c <= '9') {
                words.append(DIGITS.charAt(c - '0'));
              } else {
                words.append((char) c);
              }
            });
    return words.toString();
  }

  /** Digits as a number: 3 → 三, 12 → 十二, 105 → 一百零五; four and more one by one. */
  static String window(String digits) {
    if (digits.length() > LONGEST_NUMBER) {
      return new ZhNumbers('一').ticket(digits);
    }
    int n = Integer.parseInt(digits);
    if (n < 10) {
      return digit(n);
    }
    if (n < 20) {
      return "十" + (n == 10 ? "" : digit(n - 10));
    }
    if (n < 100) {
      return digit(n / 10) + "十" + (n % 10 == 0 ? "" : digit(n % 10));
    }
    String rest = "";
    if (n % 100 != 0) {
      String zero = n % 100 < 10 ? "零" : "";
      String ten = n % 100 >= 10 && n % 100 < 20 ? "一" : "";
      rest = zero + ten + window(String.valueOf(n % 100));
    }
    return digit(n / 100) + "百" + rest;
  }

  private static String digit(int n) {
    return String.valueOf(DIGITS.charAt(n));
  }
}
