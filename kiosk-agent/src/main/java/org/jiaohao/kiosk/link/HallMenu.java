package org.jiaohao.kiosk.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaohao.agent.Enduring;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.device.file.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The menu of the hall: fetched by HTTP, kept up to date by the retained queue views, and kept on
 * disk in {@code menu.json} so that the kiosk can show it when it starts without the server. Asks
 * every 2 s while the server is away, every 5 s without broker, else every minute.
 */
public final class HallMenu implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HallMenu.class);
  private static final Duration TICK = Duration.ofSeconds(2);
  private static final Duration WITHOUT_BROKER = Duration.ofSeconds(5);
  private static final Duration NORMAL = Duration.ofSeconds(60);

  private final HallApi api;
  private final HallLink link;
  private final Path file;
  private final JsonMapper json;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("hall-menu").daemon().factory());
  private final Map<String, Seen> views = new HashMap<>();
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile Menu menu;
  private volatile boolean reachable;
  private volatile long fetchedNanos;
  private int storedVersion;

  /** Reads the stored menu; {@link #start()} begins to ask the server. */
  public HallMenu(HallApi api, HallLink link, Path folder, JsonMapper json) {
    this.api = api;
    this.link = link;
    this.file = folder.resolve("menu.json");
    this.json = json;
    load();
  }

  /** Subscribes and begins to ask. */
  public void start() {
    link.onView("queue", QueueView.class, (id, view) -> apply(view));
    link.onConnection(connected -> refresh());
    worker.scheduleWithFixedDelay(
        Enduring.work("the menu", this::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The menu, unless this kiosk never reached its hall. */
  public Optional<Menu> current() {
    return Optional.ofNullable(menu);
  }

  /** Whether the server answered the last request. */
  public boolean serverReachable() {
    return reachable;
  }

  /** Asks now, on the menu's own thread; call after enrolment or when the server seems away. */
  public void refresh() {
    if (!worker.isShutdown() && asked.compareAndSet(false, true)) {
      worker.execute(
          () -> {
            asked.set(false);
            fetch();
          });
    }
  }

  private void tick() {
    long age = System.nanoTime() - fetchedNanos;
    Duration every = link.connected() ? NORMAL : WITHOUT_BROKER;
    if (!reachable || age >= every.toNanos()) {
      fetch();
    }
  }

  private void fetch() {
    if (!api.enrolled()) {
      return;
    }
    try {
      long asked = System.nanoTime();
      Menu fetched = new Menu(api.hall(), api.queues(), api.items());
      put(fetched, asked);
      fetchedNanos = System.nanoTime();
      store(fetched); // before anybody relies on it
      if (!reachable) {
        log.info("The hall server answers");
      }
      reachable = true;
    } catch (HallApiException e) {
      if (reachable) {
        log.warn("The hall server does not give its menu: {}", e.getMessage());
      }
      reachable = false;
    } catch (RuntimeException | Error e) {
      log.error("The menu could not be fetched", e);
      reachable = false;
    }
  }

  /** Views that came while the server was being asked are newer than its answer. */
  private synchronized void put(Menu fetched, long askedNanos) {
    Menu merged = fetched;
    for (Seen seen : views.values()) {
      if (seen.nanos() - askedNanos > 0) {
        merged = merged.with(seen.view());
      }
    }
    menu = merged;
  }

  private synchronized void apply(QueueView view) {
    views.put(view.queue(), new Seen(view, System.nanoTime()));
    if (menu != null) {
      boolean changed = !menu.names(view);
      menu = menu.with(view);
      if (changed) {
        refresh(); // the hall was set up anew; its items may be others, too
      }
    }
  }

  private void load() {
    if (Files.notExists(file)) {
      return;
    }
    try {
      menu = json.readValue(Files.readAllBytes(file), Menu.class);
      storedVersion = menu.version();
    } catch (IOException | JacksonException e) {
      log.warn("The stored menu {} is not readable; the server will be asked", file, e);
    }
  }

  private void store(Menu fetched) {
    if (fetched.version() == storedVersion) {
      return;
    }
    try {
      DurableFile.replace(file, json.writeValueAsBytes(fetched));
      storedVersion = fetched.version();
    } catch (IOException e) {
      log.warn("The menu could not be stored in {}; the kiosk works on without", file, e);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  private record Seen(QueueView view, long nanos) {}
}
