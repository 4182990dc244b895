package org.jiaohao.hall.item;

import java.math.BigDecimal;
import org.jiaohao.hall.problem.PersonalNumbers;
import org.jiaohao.hall.problem.Problem;

/** What an item of the register must be; every way into it asks here. */
final class ItemRules {
  private ItemRules() {}

  /** Limits in days; null is not stated. */
  static void limits(ItemType type, Integer promised, Integer legalWorking, Integer legalCalendar) {
    if (promised != null && promised == 0 && type != ItemType.INSTANT) {
      throw Problem.badRequest(
          "bad-limit",
          "promised_working_days is 0, but only an item of type 即办件 is finished on the spot.",
          "承诺时限为 0，但只有即办件可以当场办结。");
    }
    Integer least = least(legalWorking, legalCalendar);
    if (promised != null && least != null && promised > least) {
      throw Problem.badRequest(
          "promise-over-law",
          "The promised limit of "
              + promised
              + " days is longer than the statutory one of "
              + least
              + ".",
          "承诺时限 " + promised + " 日超过法定时限 " + least + " 日。");
    }
  }

  /** A working day is never shorter than a calendar day. */
  private static Integer least(Integer working, Integer calendar) {
    if (working == null || calendar == null) {
      return working == null ? calendar : working;
    }
    return Math.min(working, calendar);
  }

  /** A fee in yuan with at most two decimals, as fen; null is not stated. */
  static Long feeFen(String yuan) {
    if (yuan == null) {
      return null;
    }
    if (!yuan.matches("\\d{1,7}(\\.\\d{1,2})?")) {
      throw Problem.badRequest(
          "bad-fee",
          "fee_cny '" + yuan + "' must be yuan with at most two decimals, as in 80.5.",
          "收费“" + yuan + "”须为人民币元，最多两位小数，例如 80.5。");
    }
    return new BigDecimal(yuan).movePointRight(2).longValueExact();
  }

  /** Codes stand in addresses. */
  static String code(String value) {
    String code = value.toLowerCase(java.util.Locale.ROOT);
    if (!code.matches("[a-z0-9-]{1,32}")) {
      throw Problem.badRequest(
          "bad-item-code",
          "code '" + value + "' may only hold letters, digits and '-', at most 32.",
          "事项编码“" + value + "”只能包含字母、数字和“-”，最多 32 个字符。");
    }
    PersonalNumbers.refuse("code", code);
    return code;
  }
}
