package org.jiaohao.display.board;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.BoardView;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.display.HallClock;
import org.jiaohao.display.Playlist;
import org.jiaohao.display.Playlists;
import org.jiaohao.display.ViewStore;
import org.jiaohao.display.device.Receipts;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends the board's view to every board page; a page reports which calls it has painted. */
@Component
public class Board {
  private static final String SAVED = "board";

  private final HallLink link;
  private final ViewStore store;
  private final Receipts receipts;
  private final Playlists playlists;
  private final HallClock clock;
  private final FreshCalls fresh = new FreshCalls(System::nanoTime);
  private final Set<SseEmitter> viewers = ConcurrentHashMap.newKeySet();
  private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("boards").daemon().factory());
  private volatile BoardView view;
  private volatile Playlist playlist;

  Board(HallLink link, ViewStore store, Receipts receipts, Playlists playlists, HallClock clock) {
    this.link = link;
    this.store = store;
    this.receipts = receipts;
    this.playlists = playlists;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    store.load(SAVED, BoardView.class).ifPresent(this::show);
    link.onView(
        "board",
        BoardView.class,
        (id, received) -> {
          show(received);
          sendAll("picture", this::picture);
          store.save(SAVED, received);
        });
    playlists.onPlaylist(
        received -> {
          playlist = received;
          sendAll("playlist", () -> received);
        });
    link.onConnection(up -> sendAll("picture", this::picture));
  }

  private void show(BoardView received) {
    fresh.shows(received.calls().stream().map(BoardView.Line::eventId).toList());
    view = received;
  }

  /**
   * What a board page draws.
   *
   * @param connected whether the broker is connected
   * @param now time in the hall: a TV's clock is often wrong
   * @param board the view, or null before the first one
   * @param fresh calls that came a moment ago: event id → milliseconds since
   */
  record Picture(boolean connected, OffsetDateTime now, BoardView board, Map<String, Long> fresh) {}

  Picture picture() {
    return new Picture(link.connected(), clock.now(), view, fresh.ages());
  }

  /** What the ticker scrolls, or null before the first playlist. */
  Playlist playlist() {
    return playlist;
  }

  SseEmitter open() {
    var emitter = new SseEmitter(0L);
    viewers.add(emitter);
    emitter.onCompletion(() -> viewers.remove(emitter));
    emitter.onError(e -> viewers.remove(emitter));
    sender.execute(
        () -> {
          send(emitter, "picture", picture());
          if (playlist != null) {
            send(emitter, "playlist", playlist);
          }
        });
    return emitter;
  }

  /** Ends the streams at once: the program does not wait for pages that stay open. */
  @EventListener(ContextClosedEvent.class)
  void end() {
    viewers.forEach(SseEmitter::complete);
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
      receipts.send(eventId, "board", CallConfirmed.Kind.BOARD, CallConfirmed.Outcome.SHOWN);
      confirmed.removeIf(id -> view.calls().stream().noneMatch(l -> l.eventId().equals(id)));
    }
  }

  private void sendAll(String event, Supplier<?> content) {
    sender.execute(
        () -> {
          Object now = content.get();
          viewers.forEach(viewer -> send(viewer, event, now));
        });
  }

  /** Lets a page notice within seconds that this program is gone, and follow the time. */
  @Scheduled(fixedDelay = 3000)
  void heartbeat() {
    sendAll("alive", clock::now);
  }

  private void send(SseEmitter viewer, String event, Object content) {
    try {
      viewer.send(SseEmitter.event().name(event).data(content, MediaType.APPLICATION_JSON));
    } catch (IOException | IllegalStateException e) {
      viewers.remove(viewer); // the page is gone
      viewer.completeWithError(e);
    }
  }
}
