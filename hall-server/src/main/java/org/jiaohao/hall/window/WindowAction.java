package org.jiaohao.hall.window;

import java.util.List;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.queue.TicketState;

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
  /** The buttons of a window in its present state; the first is the usual next step. */
  static List<WindowAction> of(WindowInfo window) {
    WindowState state = WindowState.valueOf(window.state().name());
    TicketState ticket =
        window.ticket() == null ? null : TicketState.valueOf(window.ticket().state());
    boolean working = state.working();
    boolean free = ticket == null;
    boolean called = working && ticket == TicketState.CALLED;
    boolean serving = working && ticket == TicketState.SERVING;
    return List.of(
        first(state, called),
        new WindowAction("recall", "2", "2", false, called),
        called
            ? new WindowAction("next", "", "", false, false)
            : new WindowAction("start", "3", "3", false, false),
        new WindowAction("finish", "4", "4", false, serving),
        new WindowAction("no-show", "5", "5", false, called),
        new WindowAction("hold", "6", "6", false, serving),
        new WindowAction("transfer", "7", "7", false, working && !free),
        new WindowAction("pause", "8", "8", false, working && free),
        new WindowAction("short-leave", "9", "9", false, working && free),
        new WindowAction("close", "0", "0", false, state != WindowState.CLOSED && free));
  }

  /** While a ticket is called it is "start": who did not come is never booked as served. */
  private static WindowAction first(WindowState state, boolean called) {
    if (called) {
      return new WindowAction("start", "Space 1 3", "Space", true, true);
    }
    String name = state == WindowState.CLOSED ? "open" : state.away() ? "resume" : "next";
    return new WindowAction(name, "Space 1", "Space", true, true);
  }

  /** Whether a held ticket may be brought back now. */
  static boolean mayCallBack(WindowInfo window) {
    return WindowState.valueOf(window.state().name()).working() && window.ticket() == null;
  }
}
