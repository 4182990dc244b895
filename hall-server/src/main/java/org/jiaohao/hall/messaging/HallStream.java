package org.jiaohao.hall.messaging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for staff pages: small hints that something changed; the page fetches what it
 * shows. A comment after five quiet seconds lets the page notice a lost connection. Each page has a
 * thread of its own, so that one that sleeps delays nobody.
 */
@Component
public class HallStream {
  /** Id of a hint that every view of its type may have changed. */
  static final String EVERY = "*";

  private static final long QUIET_SECONDS = 5;
  private static final int BEHIND = 500;

  private final Map<String, Set<Page>> pages = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private record Hint(String type, String id) {}

  /**
   * Opens a stream.
   *
   * @param allowed whether it may go on; asked after each hint and each quiet time
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
    private final BlockingQueue<Hint> hints = new LinkedBlockingQueue<>(BEHIND);
    private final BooleanSupplier allowed;
    private volatile boolean ended;

    Page(Set<Page> here, BooleanSupplier allowed) {
      this.here = here;
      this.allowed = allowed;
      emitter.onCompletion(this::end);
      emitter.onError(e -> end());
    }

    void offer(Hint hint) {
      if (!hints.offer(hint)) {
        end(); // it connects again and then fetches everything
      }
    }

    void end() {
      ended = true;
      here.remove(this);
      hints.clear();
      hints.offer(new Hint("end", ""));
    }

    @Override
    public void run() {
      try {
        emitter.send(SseEmitter.event().comment("open"));
        while (!ended && !closed && allowed.getAsBoolean()) {
          send();
        }
        emitter.complete();
      } catch (IOException | IllegalStateException e) {
        end(); // the page is gone and connects again by itself; the web server closes the request
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void send() throws IOException, InterruptedException {
      Hint next = hints.poll(QUIET_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        emitter.send(SseEmitter.event().comment("alive"));
        return;
      }
      List<Hint> waiting = new ArrayList<>(List.of(next));
      hints.drainTo(waiting);
      for (Hint hint : waiting.stream().distinct().toList()) {
        if (!ended && allowed.getAsBoolean()) {
          emitter.send(SseEmitter.event().name(hint.type).data(Map.of("id", hint.id)));
        }
      }
    }
  }
}
