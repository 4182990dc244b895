package org.jiaohao.emulator.line;

import java.util.HashMap;
import java.util.Map;

/**
 * Parameters of a fault.
 *
 * @param values as written in the query of a control request
 */
public record Parameters(Map<String, String> values) {
  /** No parameter. */
  public static final Parameters NONE = new Parameters(Map.of());

  private static final String AFTER = "after-";

  /** Makes parameters; the map is copied. */
  public Parameters {
    values = Map.copyOf(values);
  }

  boolean on() {
    return !"false".equals(values.get("on"));
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException when it is none
   */
  public long number(String name, long otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number, not '" + value + "'", e);
    }
  }

  /** A text. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  String unitToWaitFor() {
    return values.keySet().stream()
        .filter(key -> key.startsWith(AFTER))
        .map(key -> key.substring(AFTER.length()))
        .findFirst()
        .orElse(null);
  }

  Parameters withoutWaiting() {
    Map<String, String> rest = new HashMap<>(values);
    rest.keySet().removeIf(key -> key.startsWith(AFTER));
    return new Parameters(rest);
  }
}
