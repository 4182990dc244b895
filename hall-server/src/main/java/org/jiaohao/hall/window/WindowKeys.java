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
 * the clerk who has the window, and while nobody has it, or its clerk has signed out, nothing.
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
    String clerk = LiveWindows.get(sql, hall, no).clerk();
    if (clerk != null) {
      sessions.actedAs(clerk);
    }
    String digits = pressed.digits() == null ? "" : pressed.digits();
    return switch (String.valueOf(pressed.key())) {
      case "CALL" -> windows.callKey(hall, no);
      case "RECALL" -> windows.recall(hall, no, null);
      case "NO_SHOW" -> windows.noShow(hall, no, null);
      case "HOLD" -> windows.hold(hall, no, null);
      case "CALL_HELD" -> windows.callBack(hall, no, held(hall, no, digits), null);
      case "PAUSE" -> windows.pauseKey(hall, no);
      case "TRANSFER" -> windows.transfer(hall, no, target(digits), null);
      default ->
          throw Problem.badRequest(
              "unknown-key",
              "There is no key '" + pressed.key() + "'. Compare the pad's profile.",
              "没有名为“" + pressed.key() + "”的按键，请检查呼叫器的型号配置。");
    };
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
