package org.jiaohao.hall.messaging;

import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jiaohao.contract.event.AgentEvent;
import org.jiaohao.contract.http.FeedEvent;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventsAppended;
import org.jiaohao.hall.store.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What happens in a hall, for integrators, who wait for the next event instead of asking all the
 * time. Who did it, and who was let in or shut out, is not in it: that is the audit log's (N17).
 */
@Component
class EventFeed {
  private static final Logger log = LoggerFactory.getLogger(EventFeed.class);
  private static final int PAGE = 500;
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final EventLog events;
  private final ZoneId zone;
  private final Lock lock = new ReentrantLock();
  private final Condition committed = lock.newCondition();
  private final AtomicLong commits = new AtomicLong();
  private volatile boolean closed;

  EventFeed(EventLog events, @Value("${jiaohao.zone}") ZoneId zone) {
    this.events = events;
    this.zone = zone;
  }

  @EventListener(EventsAppended.class)
  void wake() {
    commits.incrementAndGet();
    lock.lock();
    try {
      committed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Before the web server waits for open requests to end. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closed = true;
    wake();
  }

  /** Events after {@code seq}, oldest first; waits for one up to {@code patience}. */
  List<FeedEvent> after(String hall, long seq, int limit, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long seen = commits.get();
      List<FeedEvent> found = after(hall, seq, limit);
      if (!found.isEmpty() || closed || !commitAfter(seen, end)) {
        return found;
      }
    }
  }

  private List<FeedEvent> after(String hall, long seq, int limit) {
    List<StoredEvent> page = events.after(hall, seq, limit);
    while (!page.isEmpty() && page.stream().noneMatch(EventFeed::isOfTheHall)) {
      page = events.after(hall, page.getLast().seq(), limit);
    }
    return page.stream().filter(EventFeed::isOfTheHall).map(this::feed).toList();
  }

  /** Who was let in or shut out is for auditors alone. */
  private static boolean isOfTheHall(StoredEvent event) {
    return !(event.event() instanceof AgentEvent);
  }

  /** Waits for a commit after the {@code seen}th; false when there is none until {@code end}. */
  private boolean commitAfter(long seen, long end) {
    lock.lock();
    try {
      long left = end - System.nanoTime();
      while (commits.get() == seen && left > 0) {
        left = committed.awaitNanos(left);
      }
      return commits.get() != seen;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same as server-sent events, from {@code seq} on, until the reader goes.
   *
   * @param allowed whether it may go on
   */
  SseEmitter stream(String hall, long seq, BooleanSupplier allowed) {
    var emitter = new SseEmitter(0L);
    Thread.ofVirtual().name("event-feed").start(() -> send(emitter, hall, seq, allowed));
    return emitter;
  }

  private void send(SseEmitter emitter, String hall, long from, BooleanSupplier allowed) {
    long seq = from;
    try {
      emitter.send(SseEmitter.event().comment("open"));
      while (!closed && allowed.getAsBoolean()) {
        List<FeedEvent> next = after(hall, seq, PAGE, QUIET);
        if (!allowed.getAsBoolean()) {
          break;
        }
        if (next.isEmpty()) {
          emitter.send(SseEmitter.event().comment("alive"));
        }
        for (FeedEvent event : next) {
          seq = event.seq();
          emitter.send(SseEmitter.event().id(String.valueOf(seq)).name(event.type()).data(event));
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      log.debug("a reader of the feed is gone: {}", e.getMessage());
    }
  }

  private FeedEvent feed(StoredEvent event) {
    return new FeedEvent(
        "1.0",
        event.id(),
        "/halls/" + event.hall(),
        event.event().type(),
        OffsetDateTime.ofInstant(event.at(), zone),
        event.event().subject(),
        event.seq(),
        event.event());
  }
}
