package org.jiaohao.display.rolling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jiaohao.agent.Enduring;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.display.HallClock;
import org.jiaohao.display.Playlist;
import org.jiaohao.display.Playlists;
import org.jiaohao.display.device.Signs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Scrolls the playlist, row after row; calls never interrupt it (R018). */
@Component
public class RollingScreens implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RollingScreens.class);
  private static final int CHARACTER = 8; // pixels of a half-width character
  private static final int SCREEN = 96; // pixels a row needs besides its own, to leave the screen
  private static final long STEP_MILLIS = 250;

  /** Every screen begins somewhere in the list, see {@link Rotation}. */
  private static final int MOST_ITEMS = 10_000;

  private final Playlists playlists;
  private final Signs signs;
  private final HallClock clock;
  private final int pixelsPerSecond;
  private final Duration shortest;
  private final Map<String, Screen> screens = new ConcurrentHashMap<>();
  private final long started = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("rolling").daemon().factory());

  /**
   * Creates them.
   *
   * @param pixelsPerSecond how fast a row scrolls
   * @param shortest how long even a short row stays
   */
  RollingScreens(
      Playlists playlists,
      Signs signs,
      HallClock clock,
      @Value("${jiaohao.rolling.pixels-per-second}") int pixelsPerSecond,
      @Value("${jiaohao.rolling.shortest}") Duration shortest) {
    this.playlists = playlists;
    this.signs = signs;
    this.clock = clock;
    this.pixelsPerSecond = pixelsPerSecond;
    this.shortest = shortest;
  }

  private final class Screen {
    final Rotation rotation =
        new Rotation(
            RollingScreens.this::duration, ThreadLocalRandom.current().nextInt(MOST_ITEMS));
    Rotation.Row row;
    Duration since = Duration.ZERO;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    signs.rolling().forEach(name -> screens.put(name, new Screen()));
    playlists.onPlaylist(this::playlist);
    timer.scheduleWithFixedDelay(
        Enduring.work("rolling screens", this::step), 100, STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void playlist(Playlist fresh) {
    Instant now = clock.now().toInstant();
    screens.values().forEach(screen -> with(screen, s -> s.rotation.playlist(fresh, now)));
  }

  private static void with(Screen screen, java.util.function.Consumer<Screen> action) {
    synchronized (screen) {
      action.accept(screen);
    }
  }

  private void step() {
    screens.forEach((name, screen) -> with(screen, s -> step(name, s)));
  }

  private void step(String name, Screen screen) {
    Instant now = clock.now().toInstant();
    Duration running = Duration.ofNanos(System.nanoTime() - started);
    Duration shown = running.minus(screen.since);
    boolean over =
        screen.row == null
            || shown.compareTo(duration(screen.row)) >= 0
            || !screen.rotation.stillValid(screen.row.id(), now);
    // News does not wait for a long row to end, but lets it be readable.
    boolean news = shown.compareTo(shortest) >= 0 && screen.rotation.news(now);
    if (!over && !news) {
      return;
    }
    screen
        .rotation
        .next(now, running)
        .ifPresent(
            row -> {
              screen.row = row;
              screen.since = running;
              var content = SignContent.of(row.text(), Color.RED, Motion.SCROLL, 0);
              signs.show(name, content, outcome -> log.debug("{}: {}", name, outcome));
            });
  }

  private Duration duration(Rotation.Row row) {
    int columns = row.text().codePoints().map(c -> c < 0x80 ? 1 : 2).sum();
    Duration time = Duration.ofMillis((columns * CHARACTER + SCREEN) * 1000L / pixelsPerSecond);
    return time.compareTo(shortest) < 0 ? shortest : time;
  }

  /** What a rolling screen shows now, or null. */
  public String text(String device) {
    Screen screen = screens.get(device);
    if (screen == null) {
      return null;
    }
    synchronized (screen) {
      return screen.row == null ? null : screen.row.text();
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
