package org.jiaohao.hall.window;

import java.util.List;
import org.jiaohao.contract.http.Call;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.queue.NoShowPolicy;
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
 * @param until why it is not allowed yet, although it will be; null without such a reason
 */
record WindowAction(
    String name, String keys, String shownKey, boolean primary, boolean enabled, Until until) {

  /**
   * What has to come first.
   *
   * @param key message key of the reason
   * @param number argument of the message
   * @param at epoch milliseconds at which time alone allows it, or null
   */
  record Until(String key, long number, Long at) {}

  private WindowAction(
      String name, String keys, String shownKey, boolean primary, boolean enabled) {
    this(name, keys, shownKey, primary, enabled, null);
  }

  /** The buttons of a window in its present state; the first is the usual next step. */
  static List<WindowAction> of(WindowInfo window, NoShowPolicy policy, long now) {
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
        noShow(called, window.call(), policy, now),
        new WindowAction("hold", "6", "6", false, serving),
        new WindowAction("transfer", "7", "7", false, working && !free),
        new WindowAction("pause", "8", "8", false, working && free),
        new WindowAction("short-leave", "9", "9", false, working && free),
        new WindowAction("close", "0", "0", false, state != WindowState.CLOSED && free));
  }

  /** Nobody is marked as missing before the policy allows it, so the button waits for that. */
  private static WindowAction noShow(boolean called, Call call, NoShowPolicy policy, long now) {
    Until until = null;
    if (called && call != null) {
      int more = policy.callsMissing(call.attempt());
      long at = policy.allowedAt(call.calledAt().toInstant().toEpochMilli());
      if (more > 0) {
        until = new Until("clerk.no-show.calls", more, null);
      } else if (at > now) {
        until = new Until("clerk.no-show.wait", policy.interval().toSeconds(), at);
      }
    }
    return new WindowAction("no-show", "5", "5", false, called && until == null, until);
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
