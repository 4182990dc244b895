package org.jiaohao.hall.hall;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.hall.problem.PersonalNumbers;
import org.jiaohao.hall.problem.Problem;

/** What halls, queues and windows must be; page, HTTP and import all ask here. */
final class HallRules {
  private static final Pattern PHONE =
      Pattern.compile("[0-9+(（][0-9 ()（）/-]{2,30}((转|ext\\.? ?)[0-9]{1,6})?");
  private static final Pattern HOURS =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-4]):([0-5]\\d)");
  private static final int DAY = 24 * 60;

  private HallRules() {}

  /** Minutes since midnight, from inclusive, until exclusive. */
  record Hours(int from, int until) {}

  static String phone(String member, String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    String phone = value.strip();
    if (!PHONE.matcher(phone).matches()) {
      throw Problem.badRequest(
          "bad-phone",
          member + " '" + shown(phone) + "' is no phone number; write it as in 0373-0000100.",
          member + "“" + shown(phone) + "”不是有效的电话号码，格式应如 0373-0000100。");
    }
    PersonalNumbers.refuseIdentity(member, phone);
    return phone;
  }

  /** Every rolling screen shows it (R023). */
  static String complaintPhone(String member, String value) {
    String phone = phone(member, value);
    if (phone == null) {
      throw Problem.badRequest(
          "complaint-phone-missing",
          member + ": the complaint phone must not be empty: every rolling screen shows it (R023).",
          member + "：投诉电话不能为空，滚动屏必须公示投诉电话。");
    }
    return phone;
  }

  /** Hours as in {@code 08:30-12:00}, or null. */
  static Hours hours(String member, String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    Matcher found = HOURS.matcher(value.strip());
    if (found.matches()) {
      var hours = new Hours(minutes(found, 1), minutes(found, 3));
      if (hours.from < hours.until && hours.until <= DAY) {
        return hours;
      }
    }
    throw Problem.badRequest(
        "bad-hours",
        member
            + " '"
            + shown(value)
            + "' must be hours as in 08:30-12:00, the end after the start.",
        member + "“" + shown(value) + "”格式应如 08:30-12:00，且结束时间晚于开始时间。");
  }

  private static int minutes(Matcher found, int group) {
    return Integer.parseInt(found.group(group)) * 60 + Integer.parseInt(found.group(group + 1));
  }

  /** The morning is over before the afternoon begins. */
  static void inOrder(Hours morning, Hours afternoon) {
    if (morning != null && afternoon != null && morning.until > afternoon.from) {
      throw Problem.badRequest(
          "hours-overlap",
          "The afternoon begins before the morning ends. Correct the opening hours.",
          "下午开始时间早于上午结束时间，请更正服务时间。");
    }
  }

  /** A window's number as people read it, letters in the case they were written in. */
  static String windowNo(String member, String value) {
    String no = value == null ? "" : value.strip();
    if (!no.matches("[A-Za-z0-9]{1,6}")) {
      throw Problem.badRequest(
          "bad-window-number",
          member + " '" + shown(no) + "' must be 1 to 6 letters and digits, as in 12 or B22.",
          member + "“" + shown(no) + "”须为 1 至 6 个字母或数字，例如 12 或 B22。");
    }
    return no;
  }

  /**
   * A code of the national list of divisions: 6 digits of a county, 9 to a town, 12 to a village.
   */
  static String adminCode(String member, String value) {
    if (value != null && !value.matches("\\d{6}(\\d{3}){0,2}")) {
      throw Problem.badRequest(
          "bad-admin-code",
          member
              + " '"
              + shown(value)
              + "' must be 6, 9 or 12 digits; write it as text, so that no program rounds it.",
          member + "“" + shown(value) + "”须为 6、9 或 12 位数字，请在表格中设为文本格式，以免被改写。");
    }
    return value;
  }

  /** What two window numbers must not share: 01, 1 and 001 sound alike, as do b2 and B2. */
  static String sound(String windowNo) {
    return windowNo.toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
  }

  /** One letter that is not mistaken for a digit (N01). */
  static String prefix(String member, String value) {
    if (value == null || !value.matches("[A-HJ-NPR-Z]")) {
      throw Problem.badRequest(
          "bad-prefix",
          member + " '" + shown(value) + "' must be one capital letter other than I, O, Q (N01).",
          member + "“" + shown(value) + "”必须是 I、O、Q 以外的一个大写字母。");
    }
    return value;
  }

  /** Hall ids stand in addresses and topics. */
  static String hallId(String member, String value) {
    String id = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    if (!id.matches("[a-z0-9](-?[a-z0-9]){1,31}") || id.length() > 32) {
      throw Problem.badRequest(
          "bad-hall-id",
          member + " '" + shown(id) + "' must be 2 to 32 letters and digits, with single hyphens.",
          member + "“" + shown(id) + "”须为 2 至 32 个字母、数字或单个连字符。");
    }
    PersonalNumbers.refuse(member, id);
    return id;
  }

  private static String shown(String value) {
    return String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
  }
}
