package org.jiaohao.hall.messaging;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for staff pages: small hints that something changed; the page fetches what it
 * shows. A comment every five seconds lets the page notice a lost connection.
 */
@Component
public class HallStream {
  private final Map<String, Set<SseEmitter>> readers = new ConcurrentHashMap<>();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("hall-stream").daemon().factory());

  SseEmitter open(String hall) {
    var emitter = new SseEmitter(0L);
    Set<SseEmitter> here = readers.computeIfAbsent(hall, h -> ConcurrentHashMap.newKeySet());
    here.add(emitter);
    emitter.onCompletion(() -> here.remove(emitter));
    emitter.onError(e -> here.remove(emitter));
    emitter.onTimeout(emitter::complete);
    sender.execute(() -> send(here, emitter, SseEmitter.event().comment("open")));
    return emitter;
  }

  /**
   * Tells the pages of a hall.
   *
   * @param hall hall id
   * @param type window, board, queue, alert, receipt or announcement
   * @param id what changed, for example a window number
   */
  public void tell(String hall, String type, String id) {
    Set<SseEmitter> here = readers.get(hall);
    if (here == null || here.isEmpty()) {
      return;
    }
    sender.execute(
        () ->
            here.forEach(
                emitter ->
                    send(here, emitter, SseEmitter.event().name(type).data(Map.of("id", id)))));
  }

  @Scheduled(fixedDelay = 5000)
  void heartbeat() {
    readers
        .values()
        .forEach(
            here ->
                sender.execute(
                    () ->
                        here.forEach(
                            emitter -> send(here, emitter, SseEmitter.event().comment("alive")))));
  }

  private static void send(
      Set<SseEmitter> here, SseEmitter emitter, SseEmitter.SseEventBuilder event) {
    try {
      emitter.send(event);
    } catch (IOException | IllegalStateException e) {
      here.remove(emitter); // the page is gone; it connects again by itself
      emitter.completeWithError(e);
    }
  }
}
