package org.jiaohao.hall.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.ServerState;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.display.RetainedViews;
import org.jiaohao.hall.display.ViewIds;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.messaging.RetainedPublisher.Target;
import org.jiaohao.hall.store.Cursors;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventsAppended;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.Round;
import org.jiaohao.hall.store.StorageException;
import org.jiaohao.hall.store.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Publishes what the event log says: calls and their strips first, then the other views they
 * change. After every loss of the broker, and at every start, all retained views are published
 * again, and the calls that the broker did not acknowledge. A call that could not be published
 * within a minute is not announced any more; its views still are.
 */
@Component
class Relay implements SmartLifecycle {
  private static final Duration CALL_VALID = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 100_000_000;
  private static final String CURSOR = "mqtt";
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final Duration SAVE_AFTER = Duration.ofSeconds(5);
  private static final Logger problems = LoggerFactory.getLogger(Relay.class);

  private final EventLog log;
  private final Cursors cursors;
  private final BrokerLink link;
  private final Halls halls;
  private final RetainedViews views;
  private final RetainedPublisher publisher;
  private final Clock clock;
  private final ZoneId zone;
  private final String session;
  private final AtomicBoolean everything = new AtomicBoolean(true);
  private final Queue<String> leftOver = new ConcurrentLinkedQueue<>();
  private final Map<Target, Pending> waiting = new LinkedHashMap<>();
  private final OpenCalls calls = new OpenCalls();
  private final Round<Target> strips = new Round<>(problems, "the view behind a call");
  private final Round<StoredEvent> remembered = new Round<>(problems, "what an event changes");
  private final Round<Target> shown = new Round<>(problems, "a view");
  private long published;
  private long saved;
  private volatile EventPump pump;
  private long publishedAt;
  private long savedAt = System.nanoTime();

  Relay(
      EventLog log,
      Cursors cursors,
      BrokerLink link,
      Halls halls,
      RetainedViews views,
      RetainedPublisher publisher,
      Clock clock,
      Ids ids,
      @Value("${jiaohao.zone}") ZoneId zone) {
    this.log = log;
    this.cursors = cursors;
    this.link = link;
    this.halls = halls;
    this.views = views;
    this.publisher = publisher;
    this.clock = clock;
    this.zone = zone;
    this.session = ids.random(12);
    link.onConnected(
        () -> {
          everything.set(true);
          wake();
        });
    link.onLeftOver(leftOver::add);
  }

  /** Before all others that read the log: a call has the least time. */
  @EventListener(EventsAppended.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void wake() {
    EventPump now = pump;
    if (now != null) {
      now.wake();
    }
  }

  @Override
  public void start() {
    long from = cursors.of(CURSOR).orElseGet(this::beginHere);
    published = from;
    pump = new EventPump("relay", log, from, link::up, this::publish);
  }

  /** Kept at once: a first run that never reaches the broker leaves its calls to the next one. */
  private long beginHere() {
    long last = log.last();
    save(last);
    return last;
  }

  /** Publishes a batch; false when the broker went away, so that it is offered again. */
  private boolean publish(List<StoredEvent> batch) {
    boolean again = everything.getAndSet(false);
    if (again && !callAgain()) {
      everything.set(true);
      return false;
    }
    for (StoredEvent event : batch) {
      if (event.event() instanceof TicketEvent.Called call && !call(event, call)) {
        everything.set(true);
        return false;
      }
    }
    if (again) {
      waiting.clear();
      publishEverything();
    } else {
      remembered.over(batch, this::remember);
      publishChanged(batch);
    }
    removeLeftOver();
    if (!link.up()) {
      return false;
    }
    save(batch);
    return true;
  }

  /** On a new connection: what the broker did not acknowledge on the last one. */
  private boolean callAgain() {
    for (StoredEvent event : calls.upTo(published)) {
      if (event.event() instanceof TicketEvent.Called call && !call(event, call)) {
        return false;
      }
    }
    return true;
  }

  private boolean call(StoredEvent event, TicketEvent.Called call) {
    long left = CALL_VALID.minus(Duration.between(event.at(), clock.instant())).toSeconds();
    if (left <= 0) {
      calls.done(event);
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
    // The strip before the voice: mixing what is said takes longer than to light it.
    strips.over(targets(event.hall()), target -> showAtOnce(target, event, call));
    calls.sent(event);
    return link.publish(
        Topics.of(event.hall()).event(call.type()), message, left, () -> calls.done(event));
  }

  private List<Target> targets(String hall) {
    return views.all().stream().map(view -> new Target(hall, view)).toList();
  }

  private void showAtOnce(Target target, StoredEvent event, TicketEvent.Called call) {
    ViewIds behind = target.view().changedAtOnce(event.hall(), call);
    if (!behind.isEmpty()) {
      publisher.publish(target, behind, event.seq());
      waiting.computeIfAbsent(target, t -> new Pending()).shown(behind, event.seq());
    }
  }

  /** Notes what an event changes. */
  private void remember(StoredEvent event) {
    views.changedBy(
        event.hall(),
        event.event(),
        (view, ids) ->
            waiting
                .computeIfAbsent(new Target(event.hall(), view), t -> new Pending())
                .changed(ids, event.seq()));
  }

  /**
   * Publishes what was changed, once each in its newest state, except what followed a call. Where
   * only waiting numbers grew, at most ten times a second. What fails waits for the next time.
   */
  private void publishChanged(List<StoredEvent> batch) {
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
    publishWaiting();
  }

  private void publishWaiting() {
    shown.over(
        List.copyOf(waiting.keySet()),
        target -> {
          Pending pending = waiting.get(target);
          publisher.publish(target, pending.unshown(), pending.rev());
          waiting.remove(target);
        });
  }

  private void publishEverything() {
    long rev = log.last();
    for (String hall : halls.ids()) {
      link.publishRetained(Topics.of(hall).serverState(), state(ServerState.State.READY));
      targets(hall)
          .forEach(
              target ->
                  waiting.computeIfAbsent(target, t -> new Pending()).changed(ViewIds.ALL, rev));
    }
    publishWaiting();
  }

  /** What a former run of this server left at a broker outside. */
  private void removeLeftOver() {
    String topic = leftOver.poll();
    while (topic != null) {
      publisher.removeUnlessShown(topic);
      topic = leftOver.poll();
    }
  }

  private ServerState state(ServerState.State state) {
    return new ServerState(session, state, OffsetDateTime.ofInstant(clock.instant(), zone));
  }

  /**
   * Remembers every few seconds up to where the broker has acknowledged all calls: after a crash a
   * few may be published twice, and none is lost.
   */
  private void save(List<StoredEvent> batch) {
    if (!batch.isEmpty()) {
      published = batch.getLast().seq();
    }
    boolean due = System.nanoTime() - savedAt > SAVE_AFTER.toNanos();
    if (due && calls.safe(published) > saved) {
      savedAt = System.nanoTime();
      save(calls.safe(published));
    }
  }

  private void save(long seq) {
    try {
      cursors.store(CURSOR, seq);
      saved = seq;
    } catch (StorageException e) {
      problems.warn("the relay's place in the log was not stored: {}", e.getMessage());
    }
  }

  @Override
  public void stop() {
    EventPump last = pump;
    pump = null;
    last.stop();
    link.awaitAcknowledged(LAST_WORDS);
    save(calls.safe(published));
    for (String hall : halls.ids()) {
      link.publishRetained(Topics.of(hall).serverState(), state(ServerState.State.OFFLINE));
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
