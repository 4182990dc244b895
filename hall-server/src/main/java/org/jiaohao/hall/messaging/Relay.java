package org.jiaohao.hall.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.ServerState;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.display.Views;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.notice.Playlist;
import org.jiaohao.hall.queue.TicketEvent;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.StoredEvent;
import org.jiaohao.hall.store.WritePath;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes what the event log says: calls first, then the views they change. After every loss of
 * the broker, and at every start, all retained views are published anew. A call that could not be
 * published within a minute is not announced any more; its views still are.
 */
@Component
class Relay implements SmartLifecycle {
  private static final Duration CALL_VALID = Duration.ofSeconds(60);
  private static final String CURSOR = "mqtt";
  private static final long SAVE_MILLIS = 5000;

  private final WritePath writes;
  private final EventLog log;
  private final JdbcClient sql;
  private final BrokerLink link;
  private final HallStream stream;
  private final Halls halls;
  private final Views views;
  private final Playlist playlist;
  private final JsonMapper json;
  private final Clock clock;
  private final ZoneId zone;
  private final String session;
  private final AtomicBoolean everything = new AtomicBoolean(true);
  private volatile EventPump broker;
  private volatile EventPump pages;
  private long savedAt;

  Relay(
      WritePath writes,
      EventLog log,
      JdbcClient sql,
      BrokerLink link,
      HallStream stream,
      Halls halls,
      Views views,
      Playlist playlist,
      JsonMapper json,
      Clock clock,
      Ids ids,
      @Value("${jiaohao.zone}") ZoneId zone) {
    this.writes = writes;
    this.log = log;
    this.sql = sql;
    this.link = link;
    this.stream = stream;
    this.halls = halls;
    this.views = views;
    this.playlist = playlist;
    this.json = json;
    this.clock = clock;
    this.zone = zone;
    this.session = ids.random(12);
  }

  @Override
  public void start() {
    long from =
        sql.sql("select seq from relay_cursor where name = ?")
            .param(CURSOR)
            .query(Long.class)
            .optional()
            .orElseGet(log::last);
    broker = new EventPump("relay", log, from, this::publish);
    pages = new EventPump("page-hints", log, log.last(), this::hint);
    writes.afterCommit(
        () -> {
          broker.wake();
          pages.wake();
        });
    link.onConnected(
        () -> {
          everything.set(true);
          broker.wake();
        });
  }

  private boolean hint(List<StoredEvent> batch) {
    for (StoredEvent event : batch) {
      String type = event.type().substring(0, event.type().indexOf('-'));
      switch (type) {
        case "ticket" -> {
          TicketEvent ticket = json.readValue(event.data(), TicketEvent.class);
          stream.tell(event.hall(), "queue", ticket.queue());
          if (ticket.window() != null) {
            stream.tell(event.hall(), "window", ticket.window());
          }
        }
        case "day", "hall" -> stream.tell(event.hall(), "board", event.hall());
        default ->
            stream.tell(
                event.hall(), type, event.subject().substring(event.subject().indexOf('/') + 1));
      }
    }
    return true;
  }

  /** Publishes a batch; false while the broker is away, so that it is offered again. */
  private boolean publish(List<StoredEvent> batch) {
    if (!link.up()) {
      return false;
    }
    Map<Part, Long> shown = new HashMap<>();
    for (StoredEvent event : batch) {
      if (event.type().equals("ticket-called") && !call(event, shown)) {
        return false;
      }
    }
    if (everything.getAndSet(false)) {
      publishEverything();
    } else if (!batch.isEmpty()) {
      publishChanged(batch, shown);
    }
    save(batch);
    return link.up();
  }

  private boolean call(StoredEvent event, Map<Part, Long> shown) {
    long left = CALL_VALID.minus(Duration.between(event.at(), clock.instant())).toSeconds();
    if (left <= 0) {
      return true;
    }
    TicketEvent ticket = json.readValue(event.data(), TicketEvent.class);
    var data =
        new TicketCalled(
            ticket.number(), ticket.window(), ticket.area(), ticket.queue(), ticket.attempt());
    var message =
        new Event<>(
            "1.0",
            event.id(),
            "/halls/" + event.hall(),
            event.type(),
            OffsetDateTime.ofInstant(event.at(), zone),
            event.subject(),
            event.seq(),
            data);
    String topic = Topics.of(event.hall()).event("ticket-called");
    // The window's view goes right behind, so that the strip does not wait for other calls.
    var part = new Part(event.hall(), "window", ticket.window());
    shown.put(part, event.seq());
    return link.publish(topic, message, false, left) && publish(part, event.seq());
  }

  private boolean retained(String topic, Object view) {
    return link.publish(topic, view, true, null);
  }

  /** A hall's part that has to be published anew. */
  private record Part(String hall, String kind, String id) {}

  /** Publishes what the batch changed, except what a call has just shown. */
  private void publishChanged(List<StoredEvent> batch, Map<Part, Long> shown) {
    long rev = batch.getLast().seq();
    Map<Part, Long> changed = new LinkedHashMap<>();
    for (StoredEvent event : batch) {
      Set<Part> parts = new LinkedHashSet<>();
      collect(event, parts);
      parts.forEach(part -> changed.put(part, event.seq()));
    }
    changed.forEach(
        (part, seq) -> {
          if (!seq.equals(shown.get(part))) {
            publish(part, rev);
          }
        });
  }

  private void collect(StoredEvent event, Set<Part> parts) {
    String hall = event.hall();
    String type = event.type().substring(0, event.type().indexOf('-'));
    switch (type) {
      case "ticket" -> {
        TicketEvent ticket = json.readValue(event.data(), TicketEvent.class);
        halls.get(hall).windows().stream()
            .filter(w -> w.no().equals(ticket.window()))
            .forEach(w -> parts.add(new Part(hall, "window", w.no())));
        parts.add(new Part(hall, "queue", ticket.queue()));
        parts.add(new Part(hall, "board", "main"));
        if (event.type().equals("ticket-transferred")) {
          addAll(hall, parts);
        }
      }
      case "window" -> {
        String no = event.subject().substring("window/".length());
        parts.add(new Part(hall, "window", no));
        halls
            .get(hall)
            .window(no)
            .ifPresent(w -> w.queues().forEach(q -> parts.add(new Part(hall, "queue", q))));
        parts.add(new Part(hall, "board", "main"));
      }
      case "announcement" -> parts.add(new Part(hall, "playlist", "main"));
      case "hall", "queue", "day" -> {
        addAll(hall, parts);
        parts.add(new Part(hall, "playlist", "main"));
      }
      default -> {} // accounts, agents and the like are on no screen
    }
  }

  private void addAll(String hallId, Set<Part> parts) {
    Hall hall = halls.get(hallId);
    hall.windows().forEach(w -> parts.add(new Part(hallId, "window", w.no())));
    hall.queues().forEach(q -> parts.add(new Part(hallId, "queue", q.id())));
    parts.add(new Part(hallId, "board", "main"));
  }

  private boolean publish(Part part, long rev) {
    Object view =
        switch (part.kind) {
          case "window" -> views.window(part.hall, part.id, rev);
          case "queue" -> views.queue(part.hall, part.id, rev);
          case "board" -> views.board(part.hall, rev);
          default -> playlist.of(part.hall, rev);
        };
    return retained(Topics.of(part.hall).view(part.kind, part.id), view);
  }

  private void publishEverything() {
    long rev = log.last();
    for (String hall : halls.ids()) {
      retained(Topics.of(hall).serverState(), state("READY"));
      Set<Part> parts = new LinkedHashSet<>();
      addAll(hall, parts);
      parts.add(new Part(hall, "playlist", "main"));
      parts.forEach(part -> publish(part, rev));
    }
  }

  private ServerState state(String state) {
    return new ServerState(session, state, OffsetDateTime.ofInstant(clock.instant(), zone));
  }

  /** Remembers the cursor every few seconds; after a crash a few calls may be published twice. */
  private void save(List<StoredEvent> batch) {
    long now = System.nanoTime() / 1_000_000;
    if (!batch.isEmpty() && now - savedAt > SAVE_MILLIS) {
      savedAt = now;
      save(batch.getLast().seq());
    }
  }

  private void save(long seq) {
    writes.run(
        tx ->
            tx.sql()
                .sql(
                    "insert into relay_cursor (name, seq) values (?, ?)"
                        + " on conflict (name) do update set seq = excluded.seq")
                .params(CURSOR, seq)
                .update());
  }

  @Override
  public void stop() {
    pages.stop();
    broker.stop();
    save(broker.cursor());
    for (String hall : halls.ids()) {
      retained(Topics.of(hall).serverState(), state("OFFLINE"));
    }
    broker = null;
  }

  @Override
  public boolean isRunning() {
    return broker != null;
  }

  @Override
  public int getPhase() {
    return 2;
  }
}
