package org.jiaohao.hall.window;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A short leave of more than three minutes (R095). */
@Component
class AbsenceRule implements AlertRule {
  private final JdbcClient sql;

  AbsenceRule(JdbcClient sql) {
    this.sql = sql;
  }

  @Override
  public String kind() {
    return "SHORT_LEAVE";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return LiveWindows.of(sql, hall).values().stream()
        .filter(window -> window.state() == WindowState.OVERDUE)
        .map(
            window ->
                new Trouble(
                    window.no(),
                    window.no() + "号窗口暂离已超过 3 分钟，请安排人员到岗。",
                    "Window "
                        + window.no()
                        + " has been left for more than 3 minutes. Send somebody."))
        .toList();
  }
}
