package org.jiaohao.kiosk.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this citizen chose for the pages. It travels in the address only, so going back to {@code /}
 * forgets it (R017, R035).
 *
 * @param lang {@code zh} or {@code en}
 * @param large large text
 * @param contrast high contrast
 */
record Preferences(String lang, boolean large, boolean contrast) {
  static final String REQUEST_PARAM_LANG = "lang";

  static Preferences of(HttpServletRequest request) {
    return new Preferences(
        language(request),
        "large".equals(request.getParameter("size")),
        "high".equals(request.getParameter("contrast")));
  }

  static String language(HttpServletRequest request) {
    return "en".equals(request.getParameter(REQUEST_PARAM_LANG)) ? "en" : "zh";
  }

  /** The parameters that keep these choices. */
  public Map<String, String> params() {
    Map<String, String> params = new LinkedHashMap<>();
    if (english()) {
      params.put(REQUEST_PARAM_LANG, "en");
    }
    if (large) {
      params.put("size", "large");
    }
    if (contrast) {
      params.put("contrast", "high");
    }
    return params;
  }

  /** Whether nothing was chosen. */
  public boolean standard() {
    return params().isEmpty();
  }

  public boolean english() {
    return "en".equals(lang);
  }

  public Preferences otherLanguage() {
    return new Preferences(english() ? "zh" : "en", large, contrast);
  }

  public Preferences otherSize() {
    return new Preferences(lang, !large, contrast);
  }

  public Preferences otherContrast() {
    return new Preferences(lang, large, !contrast);
  }

  /** The address with these choices. */
  public String link(String path) {
    StringBuilder address = new StringBuilder(path);
    char separator = path.indexOf('?') < 0 ? '?' : '&';
    for (Map.Entry<String, String> e : params().entrySet()) {
      address.append(separator).append(e.getKey()).append('=').append(e.getValue());
      separator = '&';
    }
    return address.toString();
  }

  /** One of two texts. */
  public String pick(String zh, String en) {
    return english() && en != null && !en.isBlank() ? en : zh;
  }
}
