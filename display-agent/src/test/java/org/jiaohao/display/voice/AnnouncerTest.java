package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jiaohao.display.voice.Announcer.Heard;
import org.jiaohao.display.voice.SpokenCall.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");
  private static final VoiceHours ALWAYS = VoiceHours.parse("", "");

  private final List<String> spoken = Collections.synchronizedList(new ArrayList<>());
  private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore maySpeak = new Semaphore(0);
  private final AtomicInteger speaking = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private final List<Announcer> announcers = new ArrayList<>();

  /** Like {@link System#nanoTime()}: may begin anywhere and wrap. */
  private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 1);

  private Announcer start(Announcer.Speech speech, VoiceHours hours) {
    var announcer =
        new Announcer(
            "voice",
            speech,
            hours,
            () -> NINE,
            ticks::get,
            one -> outcomes.add(one.eventId() + " " + one.outcome()));
    announcers.add(announcer);
    return announcer;
  }

  private static Heard heard(Wordings wordings) {
    return new Heard("test", wordings.full(), null);
  }

  private Heard speak(Wordings wordings, int times, int volume) {
    if (speaking.incrementAndGet() > 1) {
      overlaps.incrementAndGet();
    }
    maySpeak.acquireUninterruptibly();
    spoken.add(wordings.full().text() + " ×" + times);
    speaking.decrementAndGet();
    return heard(wordings);
  }

  /** A call of so many seconds ago; {@code n} is its place in the log as well. */
  private SpokenCall say(Kind kind, int n, long secondsAgo) {
    return say(kind, n, "ticket/t" + n, secondsAgo, Phrasing.wordings("A00" + n, "3"));
  }

  private SpokenCall say(Kind kind, int n, String subject, long secondsAgo, Wordings wordings) {
    long deadline = ticks.get() + Duration.ofSeconds(60 - secondsAgo).toNanos();
    return new SpokenCall(kind, "e" + n, subject, n, deadline, wordings);
  }

  /** The announcer is busy with this one while the test puts others behind it. */
  private void busyWith(Announcer announcer, SpokenCall first) {
    announcer.add(first);
    await().until(() -> speaking.get() == 1);
  }

  private void awaitOutcomes(int count) {
    await().untilAsserted(() -> assertThat(outcomes).hasSize(count));
  }

  @AfterEach
  void stop() {
    announcers.forEach(Announcer::close);
  }

  @Test
  void anErrorSilencesNobody() {
    Announcer announcer =
        start(
            (wordings, times, volume) -> {
              if (wordings.full().text().contains("A001")) {
                throw new NoClassDefFoundError("as the test wants");
              }
              return heard(wordings);
            },
            ALWAYS);
    announcer.add(say(Kind.CALL, 1, 0));
    announcer.add(say(Kind.CALL, 2, 0));
    awaitOutcomes(2);
    assertThat(outcomes).containsExactly("e1 FAILED", "e2 SPOKEN");
  }

  @Test
  void simultaneousCallsAreSpokenOneAfterAnotherAndNoneIsDropped() {
    Announcer announcer = start(this::speak, ALWAYS);
    busyWith(announcer, say(Kind.CALL, 1, 0));
    for (int n = 2; n <= 6; n++) {
      announcer.add(say(Kind.CALL, n, 0));
    }
    maySpeak.release(6);
    awaitOutcomes(6);
    assertThat(overlaps).hasValue(0);
    assertThat(outcomes)
        .containsExactly(
            "e1 SPOKEN", "e2 SPOKEN", "e3 SPOKEN", "e4 SPOKEN", "e5 SPOKEN", "e6 SPOKEN");
    // Twice each, once while more than three wait: five wait, then four, then three.
    assertThat(spoken)
        .containsExactly(
            "请A001号到3号窗口办理 ×2",
            "请A002号到3号窗口办理 ×1",
            "请A003号到3号窗口办理 ×1",
            "请A004号到3号窗口办理 ×2",
            "请A005号到3号窗口办理 ×2",
            "请A006号到3号窗口办理 ×2");
  }

  @Test
  void theMostUrgentComesFirstAndEqualsInTheirOrder() {
    Announcer announcer = start(this::speak, ALWAYS);
    busyWith(announcer, say(Kind.CALL, 1, 0));
    announcer.add(say(Kind.TEST, 2, 0));
    announcer.add(say(Kind.RECALL, 3, 0));
    announcer.add(say(Kind.CALL, 4, 0));
    announcer.add(say(Kind.RECALL, 5, 0));
    announcer.add(say(Kind.CALL, 6, 0));
    announcer.add(say(Kind.EMERGENCY, 7, 0));
    maySpeak.release(7);
    awaitOutcomes(7);
    assertThat(outcomes)
        .containsExactly(
            "e1 SPOKEN",
            "e7 SPOKEN",
            "e4 SPOKEN",
            "e6 SPOKEN",
            "e3 SPOKEN",
            "e5 SPOKEN",
            "e2 SPOKEN");
  }

  @Test
  void aRecallTakesThePlaceOfAnUnspokenCallOfTheSameTicket() {
    Announcer announcer = start(this::speak, ALWAYS);
    busyWith(announcer, say(Kind.CALL, 1, 0));
    announcer.add(say(Kind.CALL, 2, 20));
    announcer.add(say(Kind.CALL, 3, 10));
    announcer.add(say(Kind.RECALL, 9, "ticket/t2", 0, Phrasing.wordings("A002", "5")));
    maySpeak.release(3);
    awaitOutcomes(4);
    assertThat(outcomes).containsExactly("e1 SPOKEN", "e2 SUPERSEDED", "e9 SPOKEN", "e3 SPOKEN");
    assertThat(spoken.get(1)).startsWith("请A002号到5号窗口办理");
  }

  @Test
  void aCallOlderThanAMinuteIsNotSpoken() {
    Announcer announcer = start(this::speak, ALWAYS);
    maySpeak.release(2);
    announcer.add(say(Kind.CALL, 1, 61));
    announcer.add(say(Kind.CALL, 2, 59));
    awaitOutcomes(2);
    assertThat(outcomes).containsExactly("e1 EXPIRED", "e2 SPOKEN");
    assertThat(announcer.log()).extracting(Announcer.Spoken::times).containsExactly(0, 2);
  }

  @Test
  void aVoiceThatFailsDoesNotStopTheNextCall() {
    Announcer announcer =
        start(
            (wordings, times, volume) -> {
              if (wordings.full().text().contains("A001")) {
                throw new VoiceException(new Trouble("NO_AUDIO", "无", "no sound card"), null);
              }
              if (wordings.full().text().contains("A002")) {
                throw new IllegalStateException("a mistake of ours");
              }
              return heard(wordings);
            },
            ALWAYS);
    announcer.add(say(Kind.CALL, 1, 0));
    announcer.add(say(Kind.CALL, 2, 0));
    announcer.add(say(Kind.CALL, 3, 0));
    awaitOutcomes(3);
    assertThat(outcomes).containsExactly("e1 FAILED", "e2 FAILED", "e3 SPOKEN");
  }

  @Test
  void muteHoursSilenceCallsButNotAnEmergency() {
    List<Integer> volumes = Collections.synchronizedList(new ArrayList<>());
    Announcer announcer =
        start(
            (wordings, times, volume) -> {
              volumes.add(volume);
              return heard(wordings);
            },
            VoiceHours.parse("40", "08:30-09:30")); // it is nine o'clock
    announcer.add(say(Kind.CALL, 1, 0));
    announcer.add(say(Kind.EMERGENCY, 2, 0));
    awaitOutcomes(2);
    assertThat(outcomes).containsExactlyInAnyOrder("e1 MUTED", "e2 SPOKEN");
    assertThat(volumes).containsExactly(100);
  }

  @Test
  void areasDoNotWaitForEachOther() {
    Announcer hanging = start(this::speak, ALWAYS);
    busyWith(hanging, say(Kind.CALL, 1, 0));
    Announcer other = start((wordings, times, volume) -> heard(wordings), ALWAYS);
    other.add(say(Kind.CALL, 2, 0));
    awaitOutcomes(1);
    assertThat(outcomes).containsExactly("e2 SPOKEN");
    maySpeak.release();
    awaitOutcomes(2);
  }
}
