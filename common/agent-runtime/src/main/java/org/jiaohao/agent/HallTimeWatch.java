package org.jiaohao.agent;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link MeasuredHallTime} fresh: asks the server when nobody else has asked it for a minute,
 * and whenever the link comes back, or goes, which shows credentials that are no longer valid. Any
 * request measures; this one asks for the hall.
 */
final class HallTimeWatch implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(HallTimeWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final HallApi api;
  private final HallLink link;
  private final MeasuredHallTime time;
  private final Duration look;
  private volatile ScheduledExecutorService worker;

  HallTimeWatch(HallApi api, HallLink link, MeasuredHallTime time) {
    this(api, link, time, LOOK);
  }

  /** The same with another pace. */
  HallTimeWatch(HallApi api, HallLink link, MeasuredHallTime time, Duration look) {
    this.api = api;
    this.link = link;
    this.time = time;
    this.look = look;
  }

  @Override
  public void start() {
    worker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hall-time").daemon().factory());
    worker.scheduleWithFixedDelay(
        Enduring.work("measuring the server's time", this::measureIfDue),
        0,
        look.toMillis(),
        TimeUnit.MILLISECONDS);
    link.onConnection(this::connection);
  }

  private void connection(boolean connected) {
    ScheduledExecutorService running = worker;
    if (running != null && !running.isShutdown()) {
      running.execute(Enduring.work("measuring the server's time", this::measure));
    }
  }

  private void measureIfDue() {
    if (time.due()) {
      measure();
    }
  }

  private void measure() {
    try {
      if (api.enrolled()) {
        api.hall();
      }
    } catch (HallApiException e) {
      LOG.debug("The server's time cannot be measured now: {}", e.getMessage());
    }
  }

  @Override
  public void stop() {
    worker.shutdownNow();
    worker = null;
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }
}
