package org.jiaohao.client;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast the link tries again, and what it says meanwhile. Before the first connection: 0.2 s to
 * 2 s. Afterwards at most 0.4 s, since a screen must be right within 1 s of the broker's return.
 */
final class LinkPacer {
  private static final Logger LOG = LoggerFactory.getLogger(LinkPacer.class);
  private static final Duration FIRST = Duration.ofMillis(200);

  private final Semaphore wakeUps = new Semaphore(0);
  private Backoff backoff = new Backoff(FIRST, Duration.ofSeconds(2), RandomGenerator.getDefault());
  private boolean everConnected;
  private String lastFailure;

  /** Ends a running {@link #pause}. */
  void wake() {
    wakeUps.release();
  }

  /** Waits before the next attempt; without credentials until {@link #wake}. */
  void pause(boolean enrolled) throws InterruptedException {
    if (!enrolled) {
      wakeUps.acquire();
    } else if (wakeUps.tryAcquire(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
      backoff.reset();
    }
    wakeUps.drainPermits();
  }

  void connected() {
    if (!everConnected) {
      everConnected = true;
      backoff = new Backoff(FIRST, Duration.ofMillis(400), RandomGenerator.getDefault());
    }
    backoff.reset();
    lastFailure = null;
    LOG.info("已连接消息服务器。 / Connected to the message broker.");
  }

  /** Logs a failure once, until there is another one. */
  void failed(Exception failure) {
    String text = Objects.toString(failure.getMessage(), failure.getClass().getSimpleName());
    if (!text.equals(lastFailure)) {
      lastFailure = text;
      LOG.warn(
          "无法连接消息服务器（{}），将不断重试；若提示未授权，请重新注册本机。 / Cannot reach the message broker ({}), trying"
              + " on; if it says not authorized, enrol this agent again.",
          text,
          text);
    }
  }
}
