package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EnduringTest {
  private final AtomicInteger runs = new AtomicInteger();

  private void fail() {
    runs.incrementAndGet();
    throw new AssertionError("as the test wants");
  }

  @Test
  void aScheduleOutlivesAnError() {
    try (var timer = Executors.newSingleThreadScheduledExecutor()) {
      timer.scheduleWithFixedDelay(
          Enduring.work("the test", this::fail), 0, 1, TimeUnit.MILLISECONDS);
      await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(3));
      timer.shutdownNow();
    }
  }

  @Test
  void aDispatcherOutlivesAnError() {
    var dispatcher = new Dispatcher("test", new LinkCounter());
    dispatcher.start();
    for (int i = 0; i < 3; i++) {
      dispatcher.post(this::fail);
    }
    await().untilAsserted(() -> assertThat(runs).hasValue(3));
    dispatcher.stop();
  }
}
