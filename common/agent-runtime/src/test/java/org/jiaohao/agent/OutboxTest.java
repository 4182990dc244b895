package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
  private final LinkCounter counter = new LinkCounter();
  private final Outbox outbox = new Outbox(3, nanoTime::get, counter);

  @Test
  void retainedMessagesComeFirstAndOnlyTheLastOfEachTopic() throws InterruptedException {
    event("e1");
    retain("state", "INIT");
    retain("device", "IDLE");
    retain("state", "READY");

    assertThat(drain()).containsExactly("state=READY", "device=IDLE", "event=e1");
    assertThat(drain()).isEmpty();
  }

  @Test
  void afterALostConnectionEverythingUnconfirmedIsDueAgainInOrder() throws InterruptedException {
    retain("state", "READY");
    event("e1");
    event("e2");
    outbox.next(Duration.ZERO);
    Outgoing first = outbox.next(Duration.ZERO);
    outbox.next(Duration.ZERO);
    outbox.done(first);
    event("e3");

    outbox.rewind();

    assertThat(drain()).containsExactly("state=READY", "event=e2", "event=e3");
  }

  @Test
  void expiredEventsAreCountedAndNotSentEvenWhenTheClockWrapsRound() throws InterruptedException {
    event("e1");
    nanoTime.addAndGet(MINUTE.minusSeconds(1).toNanos());
    event("e2");
    nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());

    Outgoing next = outbox.next(Duration.ZERO);
    assertThat(text(next)).isEqualTo("event=e2");
    assertThat(next.secondsLeft(nanoTime.get())).isEqualTo(59);
    assertThat(counter.counts().expired()).isEqualTo(1);
  }

  @Test
  void dropsTheOldestWhenTooManyWait() throws InterruptedException {
    List.of("e1", "e2", "e3", "e4", "e5").forEach(this::event);
    assertThat(drain()).containsExactly("event=e3", "event=e4", "event=e5");
    assertThat(counter.counts().dropped()).isEqualTo(2);
  }

  @Test
  void wakeEndsTheWaiting() throws InterruptedException {
    outbox.wake();
    assertThat(outbox.next(MINUTE)).isNull();
  }

  private void event(String text) {
    outbox.send("event", text.getBytes(), null, MINUTE);
  }

  private void retain(String topic, String text) {
    outbox.retain(topic, text.getBytes());
  }

  private List<String> drain() throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (Outgoing next; (next = outbox.next(Duration.ZERO)) != null; ) {
      all.add(text(next));
      outbox.done(next);
    }
    return all;
  }

  private static String text(Outgoing message) {
    return message.topic() + "=" + new String(message.payload());
  }
}
