package org.jiaohao.hall.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.ServerState;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.display.Views;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.publicity.Playlist;
import org.jiaohao.hall.store.Cursors;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.StorageException;
import org.jiaohao.hall.store.StoredEvent;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Publishes what the event log says: calls first, then the views they change. After every loss of
 * the broker, and at every start, all retained views are published anew. A call that could not be
 * published within a minute is not announced any more; its views still are.
 */
@Component
class Relay implements SmartLifecycle {
  private static final Duration CALL_VALID = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 100_000_000;
  private static final String CURSOR = "mqtt";
  private static final Duration SAVE_AFTER = Duration.ofSeconds(5);
  private static final Logger problems = LoggerFactory.getLogger(Relay.class);

  private final EventLog log;
  private final Cursors cursors;
  private final BrokerLink link;
  private final Halls halls;
  private final Parts parts;
  private final Views views;
  private final Playlist playlist;
  private final Clock clock;
  private final ZoneId zone;
  private final String session;
  private final AtomicBoolean everything = new AtomicBoolean(true);
  private final Queue<String> leftOver = new ConcurrentLinkedQueue<>();
  private final Map<String, Set<Part>> shown = new HashMap<>();
  private final Map<Part, Long> waiting = new LinkedHashMap<>();
  private volatile EventPump pump;
  private long publishedAt;
  private long savedAt = System.nanoTime();

  Relay(
      WritePath writes,
      EventLog log,
      Cursors cursors,
      BrokerLink link,
      Halls halls,
      Parts parts,
      Views views,
      Playlist playlist,
      Clock clock,
      Ids ids,
      @Value("${jiaohao.zone}") ZoneId zone) {
    this.log = log;
    this.cursors = cursors;
    this.link = link;
    this.halls = halls;
    this.parts = parts;
    this.views = views;
    this.playlist = playlist;
    this.clock = clock;
    this.zone = zone;
    this.session = ids.random(12);
    writes.afterCommit(this::wake);
    link.onConnected(
        () -> {
          everything.set(true);
          wake();
        });
    link.onLeftOver(leftOver::add);
  }

  private void wake() {
    EventPump now = pump;
    if (now != null) {
      now.wake();
    }
  }

  @Override
  public void start() {
    long from = cursors.of(CURSOR).orElseGet(log::last);
    pump = new EventPump("relay", log, from, this::publish);
  }

  /** Publishes a batch; false while the broker is away, so that it is offered again. */
  private boolean publish(List<StoredEvent> batch) {
    if (!link.up()) {
      return false;
    }
    Map<Part, Long> called = new HashMap<>();
    for (StoredEvent event : batch) {
      if (event.event() instanceof TicketEvent.Called call && !call(event, call, called)) {
        return false;
      }
    }
    if (everything.getAndSet(false)) {
      waiting.clear();
      publishEverything();
    } else {
      batch.forEach(
          event -> parts.changedBy(event).forEach(part -> waiting.put(part, event.seq())));
      publishChanged(batch, called);
    }
    removeLeftOver();
    if (!link.up()) {
      return false;
    }
    save(batch);
    return true;
  }

  private boolean call(StoredEvent event, TicketEvent.Called call, Map<Part, Long> called) {
    long left = CALL_VALID.minus(Duration.between(event.at(), clock.instant())).toSeconds();
    if (left <= 0) {
      return true;
    }
    TicketFacts ticket = call.ticket();
    var data =
        new TicketCalled(
            ticket.number(), ticket.window(), ticket.area(), ticket.queue(), ticket.attempt());
    var message =
        new Event<>(
            "1.0",
            event.id(),
            "/halls/" + event.hall(),
            call.type(),
            OffsetDateTime.ofInstant(event.at(), zone),
            call.subject(),
            event.seq(),
            data);
    String topic = Topics.of(event.hall()).event("ticket-called");
    // The window's view goes right behind, so that the strip does not wait for other calls.
    var part = new Part(event.hall(), "window", ticket.window());
    called.put(part, event.seq());
    return link.publish(topic, message, false, left) && publish(part, event.seq());
  }

  private boolean retained(String topic, Object view) {
    return link.publish(topic, view, true, null);
  }

  /**
   * Publishes what was changed, once each in its newest state, except what a call has just shown.
   * Where only waiting numbers grew, at most ten times a second.
   */
  private void publishChanged(List<StoredEvent> batch, Map<Part, Long> called) {
    if (waiting.isEmpty()) {
      return;
    }
    long pause = PAUSE_NANOS - (System.nanoTime() - publishedAt);
    EventPump now = pump;
    if (now != null
        && pause > 0
        && batch.stream().allMatch(event -> event.event() instanceof TicketEvent.Drawn)) {
      now.callAgainIn(pause / 1_000_000 + 1);
      return;
    }
    publishedAt = System.nanoTime();
    long rev = waiting.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    waiting.forEach(
        (part, seq) -> {
          if (!seq.equals(called.get(part))) {
            publish(part, rev);
          }
        });
    waiting.keySet().stream().map(Part::hall).distinct().toList().forEach(this::removeGone);
    waiting.clear();
  }

  private boolean publish(Part part, long rev) {
    if (part.kind().equals("playlist") && !playlist.mayBeShown(part.hall())) {
      return true; // R023: nothing without the complaint phone; staff has an alert
    }
    Object view =
        switch (part.kind()) {
          case "window" -> views.window(part.hall(), part.id(), rev);
          case "queue" -> views.queue(part.hall(), part.id(), rev);
          case "board" -> views.board(part.hall(), rev);
          default -> playlist.of(part.hall(), rev);
        };
    return retained(part.topic(), view);
  }

  private void publishEverything() {
    long rev = log.last();
    for (String hall : halls.ids()) {
      retained(Topics.of(hall).serverState(), state("READY"));
      parts.all(hall).forEach(part -> publish(part, rev));
      removeGone(hall);
    }
  }

  /** Windows and queues that were taken away since they were last shown. */
  private void removeGone(String hall) {
    Set<Part> now = parts.all(hall);
    Set<Part> before = shown.put(hall, now);
    if (before != null) {
      before.stream().filter(part -> !now.contains(part)).map(Part::topic).forEach(link::remove);
    }
  }

  /** What a former run of this server left at a broker outside. */
  private void removeLeftOver() {
    String topic = leftOver.poll();
    while (topic != null) {
      String known = topic;
      boolean shownNow =
          shown.values().stream().flatMap(Set::stream).anyMatch(p -> p.topic().equals(known));
      if (!shownNow) {
        link.remove(topic);
      }
      topic = leftOver.poll();
    }
  }

  private ServerState state(String state) {
    return new ServerState(session, state, OffsetDateTime.ofInstant(clock.instant(), zone));
  }

  /** Remembers the cursor every few seconds; after a crash a few calls may be published twice. */
  private void save(List<StoredEvent> batch) {
    boolean due = System.nanoTime() - savedAt > SAVE_AFTER.toNanos();
    if (due && !batch.isEmpty()) {
      savedAt = System.nanoTime();
      save(batch.getLast().seq());
    }
  }

  private void save(long seq) {
    try {
      cursors.store(CURSOR, seq);
    } catch (StorageException e) {
      problems.warn("the relay's place in the log was not stored: {}", e.getMessage());
    }
  }

  @Override
  public void stop() {
    EventPump last = pump;
    pump = null;
    last.stop();
    save(last.cursor());
    for (String hall : halls.ids()) {
      retained(Topics.of(hall).serverState(), state("OFFLINE"));
    }
  }

  @Override
  public boolean isRunning() {
    return pump != null;
  }

  @Override
  public int getPhase() {
    return 2;
  }
}
