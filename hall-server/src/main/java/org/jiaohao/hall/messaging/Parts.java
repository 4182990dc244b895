package org.jiaohao.hall.messaging;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jiaohao.contract.event.AnnouncementEvent;
import org.jiaohao.contract.event.DayEvent;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.QueueEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.StoredEvent;
import org.springframework.stereotype.Component;

/** Which views an event changes. */
@Component
class Parts {
  private final Halls halls;

  Parts(Halls halls) {
    this.halls = halls;
  }

  /** Views to publish anew after an event. */
  Set<Part> changedBy(StoredEvent event) {
    String hall = event.hall();
    var parts = new LinkedHashSet<Part>();
    switch (event.event()) {
      case TicketEvent change -> {
        TicketFacts ticket = change.ticket();
        if (ticket.window() != null && halls.get(hall).window(ticket.window()).isPresent()) {
          parts.add(new Part(hall, "window", ticket.window()));
        }
        parts.add(new Part(hall, "queue", ticket.queue()));
        parts.add(new Part(hall, "board", "main"));
        if (change instanceof TicketEvent.Transferred) {
          parts.addAll(screens(hall)); // it left a queue or window the event does not name
        }
      }
      case WindowEvent change -> {
        String no = change.no();
        halls
            .get(hall)
            .window(no)
            .ifPresent(
                w -> {
                  parts.add(new Part(hall, "window", no));
                  w.queues().forEach(q -> parts.add(new Part(hall, "queue", q)));
                });
        parts.add(new Part(hall, "board", "main"));
      }
      case AnnouncementEvent a -> parts.add(new Part(hall, "playlist", "0"));
      case HallEvent.Changed c -> parts.addAll(all(hall));
      case HallEvent.Imported i -> parts.addAll(all(hall));
      case QueueEvent q -> parts.addAll(all(hall));
      case DayEvent d -> parts.addAll(all(hall));
      default -> {} // accounts, agents and the like are on no screen
    }
    return parts;
  }

  /** Every view of a hall. */
  Set<Part> all(String hall) {
    Set<Part> parts = screens(hall);
    parts.add(new Part(hall, "playlist", "0"));
    return parts;
  }

  private Set<Part> screens(String hallId) {
    Hall hall = halls.get(hallId);
    var parts = new LinkedHashSet<Part>();
    hall.windows().forEach(w -> parts.add(new Part(hallId, "window", w.no())));
    hall.queues().forEach(q -> parts.add(new Part(hallId, "queue", q.id())));
    parts.add(new Part(hallId, "board", "main"));
    return parts;
  }
}
