package org.jiaohao.display.board;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.BoardView;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.display.ViewStore;
import org.jiaohao.display.device.Receipts;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Keeps the board's view and sends it to every board page; pages tell which calls they showed. */
@Component
public class Board {
  private final HallLink link;
  private final ViewStore store;
  private final Receipts receipts;
  private final Set<SseEmitter> viewers = ConcurrentHashMap.newKeySet();
  private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("boards").daemon().factory());
  private volatile BoardView view;
  private volatile PlaylistView playlist;

  Board(HallLink link, ViewStore store, Receipts receipts) {
    this.link = link;
    this.store = store;
    this.receipts = receipts;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    store.load("board", BoardView.class).ifPresent(kept -> view = kept);
    store.load("board-playlist", PlaylistView.class).ifPresent(kept -> playlist = kept);
    link.onView(
        "board",
        BoardView.class,
        (id, fresh) -> {
          view = fresh;
          sendAll();
          store.save("board", fresh);
        });
    link.onView(
        "playlist",
        PlaylistView.class,
        (id, fresh) -> {
          playlist = fresh;
          sendAll();
          store.save("board-playlist", fresh);
        });
    link.onConnection(up -> sendAll());
  }

  /** What a board page draws. */
  Map<String, Object> picture() {
    var picture = new LinkedHashMap<String, Object>();
    picture.put("connected", link.connected());
    picture.put("board", view);
    picture.put("playlist", playlist);
    return picture;
  }

  SseEmitter open() {
    var emitter = new SseEmitter(0L);
    viewers.add(emitter);
    emitter.onCompletion(() -> viewers.remove(emitter));
    emitter.onError(e -> viewers.remove(emitter));
    sender.execute(() -> send(emitter, SseEmitter.event().name("picture").data(picture())));
    return emitter;
  }

  /** Pages that are open now. */
  public int viewers() {
    return viewers.size();
  }

  /** A page showed a call; the first page to say so sends the receipt. */
  void shown(String eventId) {
    boolean known =
        view != null && view.calls().stream().anyMatch(line -> line.eventId().equals(eventId));
    if (known && confirmed.add(eventId)) {
      receipts.send(eventId, "board", "BOARD", "SHOWN");
      confirmed.removeIf(id -> view.calls().stream().noneMatch(l -> l.eventId().equals(id)));
    }
  }

  private void sendAll() {
    sender.execute(
        () ->
            viewers.forEach(
                viewer -> send(viewer, SseEmitter.event().name("picture").data(picture()))));
  }

  /** Lets a page notice within seconds that this program is gone. */
  @Scheduled(fixedDelay = 3000)
  void heartbeat() {
    sender.execute(
        () -> viewers.forEach(viewer -> send(viewer, SseEmitter.event().name("alive").data("{}"))));
  }

  private void send(SseEmitter viewer, SseEmitter.SseEventBuilder event) {
    try {
      viewer.send(event);
    } catch (IOException | IllegalStateException e) {
      viewers.remove(viewer); // the page is gone
      viewer.completeWithError(e);
    }
  }
}
