package org.jiaohao.device.driver.escl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The place of a job as scanners write it into {@code Location}: the host is often wrong or cannot
 * be read, so only the path counts.
 */
final class JobPlace {
  private static final String HOST = "^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*";
  private static final String UNSAFE = "\"<>\\^`{|}#";

  private JobPlace() {}

  /**
   * The path.
   *
   * @param base path of the scanner, without a slash at its end; empty when it is not known
   * @param written what stands there
   * @return beginning and not ending with a slash, escaped for the wire; empty when there is none
   */
  static Optional<String> path(String base, String written) {
    String text = written.strip();
    int known = base.isEmpty() ? -1 : text.indexOf(base + "/ScanJobs/");
    String path = known > 0 ? text.substring(known) : text.replaceFirst(HOST, "");
    if (!path.isEmpty() && !path.startsWith("/")) {
      path = base + "/" + path;
    }
    path = path.replaceAll("/+$", "");
    return path.isEmpty() ? Optional.empty() : Optional.of(escaped(path));
  }

  private static String escaped(String path) {
    var escaped = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xFF);
      if (c <= ' ' || c > '~' || UNSAFE.indexOf(c) >= 0 || c == '[' || c == ']') {
        escaped.append("%%%02X".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }
}
