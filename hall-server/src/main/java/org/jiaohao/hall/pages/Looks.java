package org.jiaohao.hall.pages;

import java.util.Map;

/** Colours of states, always beside their words. */
public final class Looks {
  /** Class of a chip by window state. */
  public static final Map<String, String> OF_WINDOW =
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
  public static final Map<String, String> OF_TICKET =
      Map.of(
          "WAITING", "info",
          "REQUEUED", "info",
          "CALLED", "ok",
          "SERVING", "ok",
          "HELD", "warn",
          "NO_SHOW", "warn");

  /** Class of a chip by the state of an agent. */
  public static final Map<String, String> OF_AGENT =
      Map.of("READY", "ok", "INIT", "info", "DEGRADED", "warn", "OFFLINE", "bad", "LOST", "bad");

  /** Class of a chip by the state of a device. */
  public static final Map<String, String> OF_DEVICE =
      Map.of("IDLE", "ok", "BUSY", "ok", "OFFLINE", "bad", "NO_HARDWARE", "bad", "FAILURE", "bad");

  private Looks() {}
}
