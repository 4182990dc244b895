package org.jiaohao.hall.pages;

import java.util.Map;
import java.util.regex.Pattern;

/** Codes of areas in English (R006). */
public final class AreaNames {
  private static final Map<String, String> KNOWN =
      Map.of(
          "窗口服务区", "Windows",
          "咨询服务区", "Enquiries",
          "投诉受理区", "Complaints",
          "自助办理区", "Self-service",
          "等候休息区", "Waiting area",
          "统一出件区", "Result collection");

  private static final Pattern LETTERED = Pattern.compile("[A-Z]区");

  private AreaNames() {}

  /** {@code A区} is Area A; a code that nobody has translated stays as it is. */
  public static String english(String code) {
    boolean lettered = LETTERED.matcher(code).matches();
    return lettered ? "Area " + code.charAt(0) : KNOWN.getOrDefault(code, code);
  }
}
