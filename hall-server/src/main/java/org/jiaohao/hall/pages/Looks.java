package org.jiaohao.hall.pages;

import java.util.Map;

/** Colours of states, always beside their words. */
final class Looks {
  /** Class of a chip by window state. */
  static final Map<String, String> OF_WINDOW =
      Map.of(
          "OPEN", "ok",
          "BUSY", "info",
          "OVERTIME", "ok",
          "PAUSED", "warn",
          "LUNCH", "warn",
          "SHORT_LEAVE", "warn",
          "OVERDUE", "bad",
          "CLOSED", "");

  private Looks() {}
}
