package org.jiaohao.hall.window;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A ticket at a window that nobody has any more: its citizen sits there, and nobody sees it. */
@Component
class UnattendedRule implements AlertRule {
  private final JdbcClient sql;

  UnattendedRule(JdbcClient sql) {
    this.sql = sql;
  }

  @Override
  public String kind() {
    return "UNATTENDED_TICKET";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return LiveWindows.unattended(sql).stream()
        .filter(window -> window.hall().equals(hall)) // a free one pauses at once
        .map(
            window ->
                new Trouble(
                    window.no(),
                    window.no() + "号窗口的号票尚未办结，但窗口人员已退出登录。请安排人员到该窗口登录，接着办理或转移。",
                    ("Window %s still has a ticket, but its clerk is signed out. Send somebody who"
                            + " signs in there and goes on with it or transfers it.")
                        .formatted(window.no())))
        .toList();
  }
}
