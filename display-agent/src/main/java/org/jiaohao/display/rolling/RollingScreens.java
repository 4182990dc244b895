package org.jiaohao.display.rolling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.display.ViewStore;
import org.jiaohao.display.device.Signs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Scrolls the playlist, line after line; calls never interrupt it (R018). */
@Component
public class RollingScreens implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RollingScreens.class);
  private static final int CHARACTER = 8; // pixels of a half-width character
  private static final int SCREEN = 96; // pixels a line needs besides its own, to leave the screen
  private static final Duration SHORTEST = Duration.ofSeconds(4);

  private final HallLink link;
  private final Signs signs;
  private final ViewStore store;
  private final Clock clock;
  private final int pixelsPerSecond;
  private final Map<String, Screen> screens = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("rolling").daemon().factory());

  RollingScreens(
      HallLink link,
      Signs signs,
      ViewStore store,
      Clock clock,
      @Value("${jiaohao.rolling.pixels-per-second}") int pixelsPerSecond) {
    this.link = link;
    this.signs = signs;
    this.store = store;
    this.clock = clock;
    this.pixelsPerSecond = pixelsPerSecond;
  }

  private static final class Screen {
    final Rotation rotation = new Rotation();
    Rotation.Line line;
    Instant until = Instant.MIN;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    signs.rolling().forEach(name -> screens.put(name, new Screen()));
    store.load("playlist", PlaylistView.class).ifPresent(this::playlist);
    link.onView("playlist", PlaylistView.class, (id, view) -> take(view));
    timer.scheduleWithFixedDelay(this::step, 100, 250, TimeUnit.MILLISECONDS);
  }

  private void take(PlaylistView view) {
    store.save("playlist", view);
    playlist(view);
  }

  private void playlist(PlaylistView view) {
    screens.values().forEach(screen -> with(screen, s -> s.rotation.playlist(view)));
  }

  private static void with(Screen screen, java.util.function.Consumer<Screen> action) {
    synchronized (screen) {
      action.accept(screen);
    }
  }

  private void step() {
    try {
      screens.forEach((name, screen) -> with(screen, s -> step(name, s)));
    } catch (RuntimeException e) {
      log.error("a rolling screen failed; going on", e);
    }
  }

  private void step(String name, Screen screen) {
    Instant now = clock.instant();
    boolean over =
        screen.line == null
            || !now.isBefore(screen.until)
            || !screen.rotation.stillValid(screen.line.id(), now);
    // News do not wait for a long line to end, but let it be readable.
    boolean news =
        screen.rotation.news(now)
            && !now.isBefore(screen.until.minus(duration(screen.line)).plus(SHORTEST));
    if (!over && !news) {
      return;
    }
    screen
        .rotation
        .next(now)
        .ifPresent(
            line -> {
              screen.line = line;
              screen.until = now.plus(duration(line));
              var content = SignContent.of(line.text(), Color.RED, Motion.SCROLL, 0);
              signs.show(name, content, outcome -> log.debug("{}: {}", name, outcome));
            });
  }

  private Duration duration(Rotation.Line line) {
    if (line == null) {
      return Duration.ZERO;
    }
    int columns = line.text().codePoints().map(c -> c < 0x80 ? 1 : 2).sum();
    Duration time = Duration.ofMillis((columns * CHARACTER + SCREEN) * 1000L / pixelsPerSecond);
    return time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
  }

  /** What a rolling screen shows now, or null. */
  public String text(String device) {
    Screen screen = screens.get(device);
    if (screen == null) {
      return null;
    }
    synchronized (screen) {
      return screen.line == null ? null : screen.line.text();
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
