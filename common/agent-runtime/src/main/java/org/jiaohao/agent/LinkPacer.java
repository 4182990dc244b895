package org.jiaohao.agent;

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
 * Only when another program has taken the connection over, or when connections end at once again
 * and again (two agents with the same id throw each other out), it waits 5 s.
 */
final class LinkPacer {
  private static final Logger LOG = LoggerFactory.getLogger(LinkPacer.class);
  private static final Duration AFTER_TAKE_OVER = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final int TOO_OFTEN = 6;
  private static final Duration FIRST = Duration.ofMillis(200);

  private final Semaphore wakeUps = new Semaphore(0);
  private Backoff backoff = new Backoff(FIRST, Duration.ofSeconds(2), RandomGenerator.getDefault());
  private boolean everConnected;
  private boolean takenOver;
  private int shortLived;
  private String lastFailure;

  /** Ends a running {@link #pause}. */
  void wake() {
    wakeUps.release();
  }

  /** Waits before the next attempt; without credentials until {@link #wake}. */
  void pause(boolean enrolled) throws InterruptedException {
    if (!enrolled) {
      wakeUps.acquire();
    } else if (wakeUps.tryAcquire(nextPause().toMillis(), TimeUnit.MILLISECONDS)) {
      backoff.reset();
    }
    wakeUps.drainPermits();
  }

  /** The pause before the next attempt. */
  Duration nextPause() {
    if (takenOver || shortLived >= TOO_OFTEN) {
      takenOver = false;
      return AFTER_TAKE_OVER;
    }
    return backoff.next();
  }

  /**
   * A connection came to its end.
   *
   * @param lifetime how long it lasted
   * @param byTwin whether the broker said that another program took it over
   */
  void ended(Duration lifetime, boolean byTwin) {
    shortLived = lifetime.compareTo(SHORT) < 0 ? shortLived + 1 : 0;
    takenOver = byTwin;
    if (byTwin || shortLived == TOO_OFTEN) {
      LOG.error(
          "与消息服务器的连接一再被断开，请检查是否有两台终端设置了相同的编号。 / The connection to the message broker is"
              + " taken away again and again: check whether two agents have the same id.");
    }
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
  void failed(Throwable failure) {
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
