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

  /** Class of a chip by ticket state. */
  static final Map<String, String> OF_TICKET =
      Map.of(
          "WAITING", "info",
          "REQUEUED", "info",
          "CALLED", "ok",
          "SERVING", "ok",
          "HELD", "warn",
          "NO_SHOW", "warn");

  private Looks() {}
}
