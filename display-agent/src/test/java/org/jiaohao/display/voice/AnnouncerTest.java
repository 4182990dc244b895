package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneId.of("Asia/Shanghai"));

  private final List<String> spoken = Collections.synchronizedList(new ArrayList<>());
  private final List<String> receipts = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore maySpeak = new Semaphore(0);
  private final AtomicInteger speaking = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private CountDownLatch done;
  private Announcer announcer;

  private void start(int calls, Voice voice) {
    done = new CountDownLatch(calls);
    announcer =
        new Announcer(
            voice,
            new ZhNumbers('一'),
            CLOCK,
            (event, outcome) -> {
              receipts.add(event + " " + outcome);
              done.countDown();
            });
  }

  private void speak(String words, int times) {
    if (speaking.incrementAndGet() > 1) {
      overlaps.incrementAndGet();
    }
    maySpeak.acquireUninterruptibly();
    spoken.add(words + " ×" + times);
    speaking.decrementAndGet();
  }

  private static Event<TicketCalled> call(int n, long secondsAgo) {
    return new Event<>(
        "1.0",
        "e" + n,
        "/halls/yj-c00",
        "ticket-called",
        OffsetDateTime.ofInstant(CLOCK.instant().minusSeconds(secondsAgo), CLOCK.getZone()),
        "ticket/t" + n,
        n,
        new TicketCalled("A00" + n, "3", "A区", "a", 1));
  }

  @AfterEach
  void stop() {
    announcer.close();
  }

  @Test
  void simultaneousCallsAreSpokenOneAfterAnotherAndNoneIsDropped() throws Exception {
    start(6, this::speak);
    for (int n = 1; n <= 6; n++) {
      announcer.announce(call(n, 0));
    }
    maySpeak.release(6);
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(overlaps).hasValue(0);
    assertThat(receipts)
        .containsExactly(
            "e1 SPOKEN", "e2 SPOKEN", "e3 SPOKEN", "e4 SPOKEN", "e5 SPOKEN", "e6 SPOKEN");
    // Twice each, once while more than three wait.
    assertThat(spoken).allMatch(s -> s.matches("请A零零.号到三号窗口办理 ×[12]"));
    assertThat(spoken.subList(3, 6)).allMatch(s -> s.endsWith("×2"));
    assertThat(spoken.get(1)).endsWith("×1");
  }

  @Test
  void aCallOlderThanAMinuteIsNotSpoken() throws Exception {
    start(2, this::speak);
    maySpeak.release(2);
    announcer.announce(call(1, 61));
    announcer.announce(call(2, 59));
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(receipts).containsExactly("e1 EXPIRED", "e2 SPOKEN");
    assertThat(spoken).hasSize(1);
    assertThat(announcer.log()).extracting(Announcer.Spoken::times).containsExactly(0, 2);
  }

  @Test
  void aVoiceThatFailsDoesNotStopTheNextCall() throws Exception {
    start(
        2,
        (words, times) -> {
          if (words.contains("零零一")) {
            throw new Voice.VoiceException("no sound card", null);
          }
        });
    announcer.announce(call(1, 0));
    announcer.announce(call(2, 0));
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(receipts).containsExactly("e1 FAILED", "e2 SPOKEN");
  }
}
