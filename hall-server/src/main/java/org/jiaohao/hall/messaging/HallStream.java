package org.jiaohao.hall.messaging;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for staff pages: small hints that something changed; the page fetches what it
 * shows. The first comes at once; what a busy hall changes just after it comes together, so that a
 * page is told ten times a second at most. A comment after five quiet seconds lets the page notice
 * a lost connection. Each page has a thread of its own, so that one that sleeps delays nobody.
 */
@Component
public class HallStream {
  /** Id of a hint that every view of its type may have changed. */
  static final String EVERY = "*";

  private static final Duration QUIET = Duration.ofSeconds(5);

  /** Equal hints within this time after one was sent are one. */
  private static final Duration JOINED = Duration.ofMillis(100);

  private static final int BEHIND = 500;

  private final Map<String, Set<Page>> pages = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private record Hint(String type, String id) {}

  /**
   * Opens a stream.
   *
   * @param allowed whether it may go on; asked before each sending and each quiet time
   */
  SseEmitter open(String hall, BooleanSupplier allowed) {
    Set<Page> here = pages.computeIfAbsent(hall, h -> ConcurrentHashMap.newKeySet());
    var page = new Page(here, allowed);
    here.add(page);
    Thread.ofVirtual().name("hall-stream").start(page);
    return page.emitter;
  }

  /**
   * Hints to the pages of a hall that something changed.
   *
   * @param hall hall id
   * @param type window, board, queue, playlist, alert or receipt
   * @param id what changed, for example a window number, or {@link #EVERY}
   */
  public void hint(String hall, String type, String id) {
    var hint = new Hint(type, id);
    pages.getOrDefault(hall, Set.of()).forEach(page -> page.offer(hint));
  }

  /** Before the web server waits for open requests to end. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closed = true;
    pages.values().forEach(here -> here.forEach(Page::end));
  }

  private final class Page implements Runnable {
    private final Set<Page> here;
    private final SseEmitter emitter = new SseEmitter(0L);
    private final Set<Hint> pending = new LinkedHashSet<>(); // guarded by this
    private final BooleanSupplier allowed;
    private volatile boolean ended;

    Page(Set<Page> here, BooleanSupplier allowed) {
      this.here = here;
      this.allowed = allowed;
      emitter.onCompletion(this::end);
      emitter.onError(e -> end());
    }

    synchronized void offer(Hint hint) {
      if (pending.size() < BEHIND) {
        pending.add(hint);
        notifyAll();
      } else {
        end(); // it connects again and then fetches everything
      }
    }

    synchronized void end() {
      ended = true;
      here.remove(this);
      notifyAll();
    }

    @Override
    public void run() {
      try {
        emitter.send(SseEmitter.event().comment("open"));
        List<Hint> next = taken();
        while (!ended && !closed && allowed.getAsBoolean()) {
          send(next);
          next = taken();
        }
        emitter.complete();
      } catch (IOException | IllegalStateException e) {
        end(); // the page is gone and connects again by itself; the web server closes the request
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** What changed since it was asked last, each once; nothing after a quiet time. */
    private synchronized List<Hint> taken() throws InterruptedException {
      long until = System.nanoTime() + QUIET.toNanos();
      long left = QUIET.toMillis();
      while (pending.isEmpty() && !ended && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      }
      List<Hint> taken = List.copyOf(pending);
      pending.clear();
      return taken;
    }

    private void send(List<Hint> taken) throws IOException, InterruptedException {
      if (taken.isEmpty()) {
        emitter.send(SseEmitter.event().comment("alive"));
        return;
      }
      var events = new LinkedHashSet<DataWithMediaType>();
      for (Hint hint : taken) {
        events.addAll(SseEmitter.event().name(hint.type).data(Map.of("id", hint.id)).build());
      }
      emitter.send(events);
      Thread.sleep(JOINED);
    }
  }
}
