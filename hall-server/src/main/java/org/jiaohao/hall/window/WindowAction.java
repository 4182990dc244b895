package org.jiaohao.hall.window;

import java.util.List;
import java.util.Set;
import org.jiaohao.contract.http.WindowInfo;

/**
 * A button of the clerk's screen.
 *
 * @param name last part of its address in the HTTP API
 * @param keys names of the keys that press it, as {@code KeyboardEvent.code} without {@code Digit}
 *     and {@code Numpad}
 * @param shownKey the key shown on the button
 * @param primary whether it is the usual next step
 * @param enabled whether the present state allows it
 */
record WindowAction(String name, String keys, String shownKey, boolean primary, boolean enabled) {
  private static final Set<String> WORKING = Set.of("OPEN", "BUSY", "OVERTIME");
  private static final Set<String> AWAY = Set.of("PAUSED", "LUNCH", "SHORT_LEAVE", "OVERDUE");

  /** The buttons of a window in its present state, always in the same places. */
  static List<WindowAction> of(WindowInfo window) {
    String state = window.state();
    boolean working = WORKING.contains(state);
    boolean free = window.ticket() == null;
    boolean called = !free && window.ticket().state().equals("CALLED");
    boolean serving = !free && window.ticket().state().equals("SERVING");
    boolean away = AWAY.contains(state);
    boolean closed = state.equals("CLOSED");
    return List.of(
        first(away, closed, working),
        new WindowAction("recall", "2", "2", false, working && called),
        new WindowAction("start", "3", "3", false, working && called),
        new WindowAction("finish", "4", "4", false, working && !free),
        new WindowAction("no-show", "5", "5", false, working && called),
        new WindowAction("hold", "6", "6", false, working && serving),
        new WindowAction("transfer", "7", "7", false, working && !free),
        new WindowAction("pause", "8", "8", false, working && free),
        new WindowAction("short-leave", "9", "9", false, working && free),
        new WindowAction("close", "0", "0", false, !closed && free));
  }

  private static WindowAction first(boolean away, boolean closed, boolean working) {
    String name = closed ? "open" : away ? "resume" : "next";
    return new WindowAction(name, "Space 1", "Space", true, closed || away || working);
  }

  /** Whether a held ticket may be brought back now. */
  static boolean mayCallBack(WindowInfo window) {
    return WORKING.contains(window.state()) && window.ticket() == null;
  }
}
