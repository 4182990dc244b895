package org.jiaohao.agent;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** How the records of the contract are written and read as JSON. */
final class Wire {
  /**
   * Ignores members it does not know, takes absent ones as null or 0 and words it does not know as
   * absent, since both are only added within a major version; keeps the offset of times.
   */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();

  private static final int LONGEST_TEXT =
      2000; // of messages to people, as the contract bounds them

  private Wire() {}

  /**
   * A message to people as the contract allows it: drivers quote what devices and programs say,
   * which may be long or no text at all.
   */
  static String text(String message) {
    if (message == null) {
      return null;
    }
    var fitting = new StringBuilder();
    message
        .codePoints()
        .limit(LONGEST_TEXT / 2)
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(fitting::appendCodePoint);
    return fitting.toString();
  }
}
