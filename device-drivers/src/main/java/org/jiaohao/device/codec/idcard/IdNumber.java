package org.jiaohao.device.codec.idcard;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Numbers of ID cards (GB 11643): 17 digits, the birth in the 7th to 14th, and a check digit. */
public final class IdNumber {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK = "10X98765432";

  private IdNumber() {}

  /** Whether a number has the right form, a real date and the right check digit. */
  public static boolean valid(char[] number) {
    if (number.length != 18) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      if (number[i] < '0' || number[i] > '9') {
        return false;
      }
      sum += WEIGHTS[i] * (number[i] - '0');
    }
    return Character.toUpperCase(number[17]) == CHECK.charAt(sum % 11) && realDate(number);
  }

  private static boolean realDate(char[] number) {
    try {
      LocalDate birth =
          LocalDate.of(digits(number, 6, 4), digits(number, 10, 2), digits(number, 12, 2));
      return birth.getYear() >= 1800;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int digits(char[] number, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      value = value * 10 + number[i] - '0';
    }
    return value;
  }
}
