package org.jiaohao.hall.window;

import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.StaffSessions;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.TicketState;
import org.jiaohao.hall.queue.TransferTo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keys of the call pad that lies at a window (R041). A pad knows nobody: what it does is done by
 * the clerk who opened the window, and while nobody has, nothing.
 */
@Component
public class WindowKeys {
  private final JdbcClient sql;
  private final Halls halls;
  private final Windows windows;
  private final WindowViews views;
  private final StaffSessions sessions;

  WindowKeys(
      JdbcClient sql, Halls halls, Windows windows, WindowViews views, StaffSessions sessions) {
    this.sql = sql;
    this.halls = halls;
    this.windows = windows;
    this.views = views;
    this.sessions = sessions;
  }

  /**
   * A key was pressed.
   *
   * @param pad number of the window the pad lies at
   * @return the window afterwards
   */
  public WindowInfo press(String hall, String pad, PadKey pressed) {
    String no = halls.get(hall).knownWindow(pad).no();
    String clerk = clerk(hall, no);
    sessions.actedAs(clerk);
    String digits = pressed.digits() == null ? "" : pressed.digits();
    return switch (String.valueOf(pressed.key())) {
      case "CALL" -> windows.callKey(hall, no, clerk);
      case "RECALL" -> windows.recall(hall, no, clerk);
      case "NO_SHOW" -> windows.noShow(hall, no, clerk);
      case "HOLD" -> windows.hold(hall, no, clerk);
      case "CALL_HELD" -> windows.callBack(hall, no, held(hall, no, digits), clerk);
      case "PAUSE" -> windows.pauseKey(hall, no, clerk);
      case "TRANSFER" -> windows.transfer(hall, no, target(digits), clerk);
      default ->
          throw Problem.badRequest(
              "unknown-key",
              "There is no key '" + pressed.key() + "'. Compare the pad's profile.",
              "没有名为“" + pressed.key() + "”的按键，请检查呼叫器的型号配置。");
    };
  }

  private String clerk(String hall, String no) {
    String clerk = LiveWindows.get(sql, hall, no).clerk();
    if (clerk == null) {
      throw Problem.conflict(
          "window-not-open",
          "Nobody is signed in at window " + no + ". Open it on the clerk's page first.",
          no + "号窗口没有人员登录，请先在叫号页面开放窗口。");
    }
    return clerk;
  }

  private String held(String hall, String no, String digits) {
    return views.aside(hall, no).stream()
        .filter(ticket -> TicketState.valueOf(ticket.state()) == TicketState.HELD)
        .filter(ticket -> ticket.number().endsWith(digits))
        .map(Ticket::id)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.conflict(
                    "no-held-ticket",
                    "No ticket that ends with '" + digits + "' is held. Look at the clerk's page.",
                    "没有号码以“" + digits + "”结尾的挂起号票，请查看叫号页面。"));
  }

  private static TransferTo target(String digits) {
    if (digits.isEmpty()) {
      throw Problem.badRequest(
          "no-target",
          "Type the number of the window before the transfer key.",
          "请先输入目标窗口号，再按转移键。");
    }
    return new TransferTo(null, digits, null);
  }
}
