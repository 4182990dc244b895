package org.jiaohao.hall.window;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.store.HallClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A ticket at a window that nobody has any more: its citizen sits there, and nobody sees it. */
@Component
class UnattendedRule implements AlertRule {
  /** Clerks who change at a window take less (N16). */
  private static final Duration CHANGE = Duration.ofSeconds(10);

  private final JdbcClient sql;
  private final HallClock clock;
  private final Map<String, Long> since = new HashMap<>(); // by the count of the clock

  UnattendedRule(JdbcClient sql, HallClock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "UNATTENDED_TICKET";
  }

  @Override
  public synchronized List<Trouble> troubles(String hall) {
    List<LiveWindow> left = LiveWindows.unattended(sql); // a free one pauses at once
    since.keySet().retainAll(left.stream().map(UnattendedRule::name).toList());
    long now = clock.count();
    left.forEach(window -> since.putIfAbsent(name(window), now));
    return left.stream()
        .filter(window -> window.hall().equals(hall))
        .filter(window -> now - since.get(name(window)) >= CHANGE.toNanos())
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

  private static String name(LiveWindow window) {
    return window.hall() + "/" + window.no();
  }
}
