package org.jiaohao.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as a phone opens it: without login, with everything it needs to be drawn.
 *
 * @param text the page itself
 * @param bytes page, styles, scripts and pictures together
 */
record PhonePage(String text, int bytes) {
  private static final Pattern RESOURCE =
      Pattern.compile(
          "(?:src|href)=\"([^\"#]+\\.(?:css|js|svg|png|jpg|webp|woff2?)(?:\\?[^\"]*)?)\"");
  private static final Pattern PERSONAL =
      Pattern.compile("(?<!\\d)(?:\\d{17}[\\dXx]|1[3-9]\\d{9})(?!\\d)");

  /** Opens a page; throws when it or a part of it does not answer 200. */
  static PhonePage open(String url) {
    String text = new String(load(url), StandardCharsets.UTF_8);
    Set<String> parts = new LinkedHashSet<>();
    Matcher resource = RESOURCE.matcher(text);
    while (resource.find()) {
      parts.add(URI.create(url).resolve(resource.group(1)).toString());
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    for (String part : parts) {
      bytes += load(part).length;
    }
    return new PhonePage(text, bytes);
  }

  /** Throws when a citizen's identity or mobile number stands on the page (N13). */
  void requireNoPersonalData() {
    Matcher personal = PERSONAL.matcher(text);
    if (personal.find()) {
      throw new JourneyException("The page shows what looks like personal data.");
    }
  }

  /** Throws when a text is not on the page. */
  void requireText(String wanted) {
    if (!text.contains(wanted)) {
      throw new JourneyException("The page does not show " + wanted + ".");
    }
  }

  private static byte[] load(String url) {
    try {
      HttpResponse<byte[]> answer = Http.at("").fetch(url);
      if (answer.statusCode() != 200) {
        throw new JourneyException(url + " answered " + answer.statusCode() + ".");
      }
      return answer.body();
    } catch (IOException e) {
      throw new JourneyException(url + " does not answer: " + e.getMessage(), e);
    }
  }
}
