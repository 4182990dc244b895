package org.jiaohao.hall.pages;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.springframework.http.HttpHeaders;

/**
 * Leaves of the languages that a reader names the one of them that we speak, or none: whatever else
 * stands in the header, nobody stumbles over it. Stands before everything that reads requests.
 */
final class SpokenLanguage extends ValveBase {
  private static final List<String> SPOKEN = List.of("zh", "en");

  /** A header with more than these has something else in mind than languages. */
  private static final int MOST_READ = 100;

  SpokenLanguage() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
    if (headers.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) {
      String named = all(headers.values(HttpHeaders.ACCEPT_LANGUAGE));
      headers.removeHeader(HttpHeaders.ACCEPT_LANGUAGE);
      first(named).ifPresent(tag -> headers.addValue(HttpHeaders.ACCEPT_LANGUAGE).setString(tag));
    }
    getNext().invoke(request, response);
  }

  private static String all(Enumeration<String> lines) {
    var all = new StringBuilder();
    while (lines.hasMoreElements()) {
      all.append(lines.nextElement()).append(',');
    }
    return all.toString();
  }

  private record Wish(String language, double weight) {}

  /** The language wanted most among those we speak; of equal ones the first. */
  static Optional<String> first(String header) {
    String[] entries = header.split(",", MOST_READ + 1);
    return IntStream.range(0, Math.min(entries.length, MOST_READ))
        .mapToObj(i -> wish(entries[i]))
        .filter(wish -> wish.weight > 0 && SPOKEN.contains(wish.language))
        .min(Comparator.comparingDouble(wish -> -wish.weight))
        .map(Wish::language);
  }

  private static Wish wish(String entry) {
    String[] parts = entry.split(";");
    String language = parts.length == 0 ? "" : parts[0].strip().split("[-_]", 2)[0];
    double weight = 1;
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip().toLowerCase(Locale.ROOT);
      if (part.startsWith("q=")) {
        weight = part.matches("q=[01](\\.\\d{0,3})?") ? Double.parseDouble(part.substring(2)) : 0;
      }
    }
    return new Wish(language.toLowerCase(Locale.ROOT), weight);
  }
}
