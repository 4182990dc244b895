package org.jiaohao.hall.device;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.window.WindowChanged;
import org.jiaohao.hall.window.WindowState;
import org.jiaohao.hall.window.WindowViews;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Alerts about windows: a short leave of more than three minutes (R095), and a pause that leaves a
 * queue without any open window (R094).
 */
@Component
class WindowAlerts {
  private static final String SHORT_LEAVE = "SHORT_LEAVE";
  private static final String LAST_WINDOW = "LAST_WINDOW";
  private static final Set<WindowState> AWAY =
      Set.of(WindowState.PAUSED, WindowState.SHORT_LEAVE, WindowState.OVERDUE, WindowState.LUNCH);

  private final Alerts alerts;
  private final Halls halls;
  private final WindowViews windows;

  WindowAlerts(Alerts alerts, Halls halls, WindowViews windows) {
    this.alerts = alerts;
    this.halls = halls;
    this.windows = windows;
  }

  @EventListener
  void changed(WindowChanged change) {
    String no = change.window();
    if (change.state() == WindowState.OVERDUE) {
      alerts.raise(
          change.hall(),
          SHORT_LEAVE,
          no,
          no + "号窗口暂离已超过 3 分钟，请安排人员到岗。",
          "Window " + no + " has been left for more than 3 minutes. Send somebody.");
    } else {
      alerts.clear(change.hall(), SHORT_LEAVE, no);
    }
    queues(change);
  }

  private void queues(WindowChanged change) {
    Hall hall = halls.get(change.hall());
    Set<String> served =
        windows.list(hall.id()).stream()
            .filter(window -> WindowState.valueOf(window.state()).working())
            .map(WindowInfo::queues)
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    for (String id : hall.window(change.window()).orElseThrow().queues()) {
      Hall.Queue queue = hall.queue(id).orElseThrow();
      if (served.contains(id)) {
        alerts.clear(hall.id(), LAST_WINDOW, id);
      } else if (AWAY.contains(change.state())) {
        alerts.raise(
            hall.id(),
            LAST_WINDOW,
            id,
            "“%s”已没有开放的窗口（%s号窗口暂停），请另开窗口。".formatted(queue.name(), change.window()),
            "No window is open for %s any more (window %s paused). Open another one."
                .formatted(queue.nameEn(), change.window()));
      }
    }
  }
}
