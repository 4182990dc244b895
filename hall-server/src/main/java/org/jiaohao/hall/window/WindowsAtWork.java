package org.jiaohao.hall.window;

import java.util.List;
import java.util.Map;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.OpenWindows;
import org.jiaohao.hall.queue.ServingWindows;
import org.jiaohao.hall.store.Tx;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which windows are open and can call now, for the rooms of the queues and of the hall. */
@Component
class WindowsAtWork implements ServingWindows, OpenWindows {
  private final JdbcClient sql;

  WindowsAtWork(JdbcClient sql) {
    this.sql = sql;
  }

  @Override
  public List<Serving> of(Hall hall) {
    return read(sql, hall);
  }

  @Override
  public List<Serving> of(Hall hall, Tx tx) {
    return read(tx.sql(), hall);
  }

  @Override
  public boolean isOpen(JdbcClient sql, String hall, String window) {
    return LiveWindows.get(sql, hall, window).state() != WindowState.CLOSED;
  }

  private static List<Serving> read(JdbcClient sql, Hall hall) {
    Map<String, LiveWindow> live = LiveWindows.of(sql, hall.id());
    return hall.windows().stream()
        .filter(config -> live.containsKey(config.no()))
        .filter(config -> live.get(config.no()).state().working())
        .map(config -> new Serving(config.no(), config.queues()))
        .toList();
  }
}
