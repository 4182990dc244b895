package org.jiaohao.hall.window;

import java.util.Map;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.queue.ServingWindows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which windows can call now, for the room of the queues. */
@Component
class WindowsAtWork implements ServingWindows {
  private final JdbcClient sql;

  WindowsAtWork(JdbcClient sql) {
    this.sql = sql;
  }

  @Override
  public int serving(Hall hall, String queue) {
    Map<String, LiveWindow> live = LiveWindows.of(sql, hall.id());
    return (int)
        hall.windowsOf(queue).stream()
            .map(config -> live.get(config.no()))
            .filter(window -> window != null && window.state().working())
            .count();
  }
}
