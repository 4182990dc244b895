package org.jiaohao.hall.pages;

import java.util.Map;

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

  private AreaNames() {}

  /** {@code A区} is Area A; a code that nobody has translated stays as it is. */
  public static String english(String code) {
    boolean lettered = code.matches("[A-Z]区");
    return lettered ? "Area " + code.charAt(0) : KNOWN.getOrDefault(code, code);
  }
}
