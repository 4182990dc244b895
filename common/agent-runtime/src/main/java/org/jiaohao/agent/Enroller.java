package org.jiaohao.agent;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Enrols the agent at its first start when {@code jiaohao.enrolment-code} is set (N18). While the
 * server does not answer it tries again; a refused code is logged and left, since pages can offer
 * to type another one.
 */
final class Enroller implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Enroller.class);

  /** What is not better at the next try. */
  private static final Set<String> FINAL =
      Set.of("not-stored", "not-this-hall", "bad-enrolment-code");

  private final AgentSettings settings;
  private final HallApi api;
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), RandomGenerator.getDefault());
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Thread thread;

  Enroller(AgentSettings settings, HallApi api) {
    this.settings = settings;
    this.api = api;
  }

  @Override
  public void start() {
    if (api.enrolled()) {
      return;
    }
    if (settings.enrolmentCode() == null) {
      LOG.warn(
          "本机尚未注册：请设置 jiaohao.enrolment-code 或在页面上输入登记码。 / This agent is not enrolled: set"
              + " jiaohao.enrolment-code or type a code on its page.");
      return;
    }
    thread = Thread.ofPlatform().daemon().name("enrolment").start(this::enrol);
  }

  /** Whether the code is still being tried. */
  boolean trying() {
    Thread current = thread;
    return current != null && current.isAlive();
  }

  private void enrol() {
    boolean logged = false;
    while (stopped.getCount() > 0 && !api.enrolled()) {
      try {
        api.enrol(settings.enrolmentCode());
        LOG.info("已注册为 {}/{}。 / Enrolled.", settings.hall(), settings.agentId());
        return;
      } catch (HallApiException e) {
        if (e.status() > 0 && e.status() < 500 || FINAL.contains(e.type())) {
          LOG.error("注册失败：{} / Enrolment refused: {}", e.messageZh(), e.getMessage());
          return;
        }
        if (!logged) {
          LOG.warn("{}将继续尝试注册。 / {} Enrolment is tried again.", e.messageZh(), e.getMessage());
          logged = true;
        }
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (stopped.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Stopped before the enrolment succeeded.");
      }
    } catch (InterruptedException e) {
      stopped.countDown();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return thread != null && stopped.getCount() > 0;
  }
}
