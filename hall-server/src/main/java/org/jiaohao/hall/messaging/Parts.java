package org.jiaohao.hall.messaging;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.TicketEvent;
import org.jiaohao.hall.store.StoredEvent;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which views an event changes. */
@Component
class Parts {
  private final Halls halls;
  private final JsonMapper json;

  Parts(Halls halls, JsonMapper json) {
    this.halls = halls;
    this.json = json;
  }

  /** Views to publish anew after an event. */
  Set<Part> changedBy(StoredEvent event) {
    String hall = event.hall();
    var parts = new LinkedHashSet<Part>();
    switch (event.type().substring(0, event.type().indexOf('-'))) {
      case "ticket" -> {
        TicketEvent ticket = json.readValue(event.data(), TicketEvent.class);
        if (ticket.window() != null && halls.get(hall).window(ticket.window()).isPresent()) {
          parts.add(new Part(hall, "window", ticket.window()));
        }
        parts.add(new Part(hall, "queue", ticket.queue()));
        parts.add(new Part(hall, "board", "main"));
        if (event.type().equals("ticket-transferred")) {
          parts.addAll(screens(hall)); // it left a queue or window the event does not name
        }
      }
      case "window" -> {
        String no = event.subject().substring("window/".length());
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
      case "announcement" -> parts.add(new Part(hall, "playlist", "0"));
      case "hall", "queue", "day" -> parts.addAll(all(hall));
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
