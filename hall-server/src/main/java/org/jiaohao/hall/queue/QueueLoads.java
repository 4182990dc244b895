package org.jiaohao.hall.queue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jiaohao.contract.event.DayEvent;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.QueueEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.hall.display.RetainedView;
import org.jiaohao.hall.display.ViewIds;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.springframework.stereotype.Component;

/** The load of each queue. */
@Component
class QueueLoads implements RetainedView {
  private final Halls halls;
  private final TicketViews tickets;
  private final ServingWindows serving;

  QueueLoads(Halls halls, TicketViews tickets, ServingWindows serving) {
    this.halls = halls;
    this.tickets = tickets;
    this.serving = serving;
  }

  @Override
  public String kind() {
    return "queue";
  }

  @Override
  public ViewIds changedBy(String hall, HallEvent event) {
    return switch (event) {
      case TicketEvent.Transferred moved
          when moved.fromQueue() != null && !moved.fromQueue().equals(moved.ticket().queue()) ->
          ViewIds.of(moved.fromQueue(), moved.ticket().queue());
      case TicketEvent change -> ViewIds.of(change.ticket().queue());
      case WindowEvent.OfState change ->
          halls
              .find(hall)
              .flatMap(h -> h.window(change.no()))
              .map(window -> new ViewIds(false, Set.copyOf(window.queues())))
              .orElse(ViewIds.NONE);
      // It may have served other queues before.
      case WindowEvent.Changed w -> ViewIds.ALL;
      case QueueEvent q -> ViewIds.ALL;
      case DayEvent d -> ViewIds.ALL;
      case HallEvent.Changed c -> ViewIds.ALL;
      case HallEvent.Imported i -> ViewIds.ALL;
      default -> ViewIds.NONE;
    };
  }

  @Override
  public Map<String, Object> render(String hallId, ViewIds wanted, long rev) {
    Hall hall = halls.get(hallId);
    Map<String, Integer> waiting = tickets.waiting(hallId);
    Map<String, Integer> windows = new HashMap<>();
    serving
        .of(hall)
        .forEach(w -> w.queues().forEach(queue -> windows.merge(queue, 1, Integer::sum)));
    var views = new LinkedHashMap<String, Object>();
    for (Hall.Queue queue : hall.queues()) {
      String id = queue.id();
      if (wanted.has(id)) {
        views.put(
            id,
            new QueueView(
                rev,
                id,
                queue.name(),
                queue.nameEn(),
                waiting.getOrDefault(id, 0),
                windows.getOrDefault(id, 0)));
      }
    }
    return views;
  }
}
