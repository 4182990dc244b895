package org.jiaohao.hall.window;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jiaohao.contract.event.DayEvent;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.hall.display.RetainedView;
import org.jiaohao.hall.display.ViewIds;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.springframework.stereotype.Component;

/** The strip over each window. */
@Component
class WindowStrips implements RetainedView {
  private final Halls halls;
  private final WindowViews windows;

  WindowStrips(Halls halls, WindowViews windows) {
    this.halls = halls;
    this.windows = windows;
  }

  @Override
  public String kind() {
    return "window";
  }

  @Override
  public ViewIds changedBy(String hall, HallEvent event) {
    return switch (event) {
      case TicketEvent.Transferred moved when moved.fromWindow() != null ->
          ViewIds.of(moved.fromWindow());
      case TicketEvent change when change.ticket().window() != null ->
          ViewIds.of(change.ticket().window());
      case WindowEvent change -> ViewIds.of(change.no());
      case DayEvent d -> ViewIds.ALL;
      case HallEvent.Changed c -> ViewIds.ALL;
      case HallEvent.Imported i -> ViewIds.ALL;
      default -> ViewIds.NONE;
    };
  }

  /** So that a strip does not wait for the calls of others. */
  @Override
  public ViewIds changedAtOnce(String hall, HallEvent call) {
    return changedBy(hall, call);
  }

  @Override
  public Map<String, Object> render(String hall, ViewIds wanted, long rev) {
    var views = new LinkedHashMap<String, Object>();
    Hall place = halls.get(hall);
    for (Hall.Window window : place.windows()) {
      if (wanted.has(window.no())) {
        views.put(window.no(), windows.strip(place, window, rev));
      }
    }
    return views;
  }
}
