package org.jiaohao.display.voice;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks calls one after another in their order: none dropped, none older than 60 seconds; twice
 * each, once while more than three wait (N04).
 */
final class Announcer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final Duration VALID = Duration.ofSeconds(60);
  private static final int LONG_BACKLOG = 3;
  private static final int LOG_LENGTH = 200;

  private final Voice voice;
  private final ZhNumbers numbers;
  private final Clock clock;
  private final Receipt receipt;
  private final LinkedBlockingQueue<Event<TicketCalled>> waiting = new LinkedBlockingQueue<>();
  private final Deque<Spoken> spoken = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean running = true;

  /** Told what became of each call: SPOKEN, FAILED or EXPIRED. */
  interface Receipt {
    void send(String eventId, String outcome);
  }

  /**
   * A call that was spoken or not.
   *
   * @param eventId id of the call's event
   * @param text the phrase
   * @param times how often it was spoken
   * @param startedAt begin
   * @param finishedAt end
   * @param outcome SPOKEN, FAILED or EXPIRED
   */
  record Spoken(
      String eventId,
      String text,
      int times,
      OffsetDateTime startedAt,
      OffsetDateTime finishedAt,
      String outcome) {}

  Announcer(Voice voice, ZhNumbers numbers, Clock clock, Receipt receipt) {
    this.voice = voice;
    this.numbers = numbers;
    this.clock = clock;
    this.receipt = receipt;
    this.thread = Thread.ofPlatform().name("announcer").daemon().start(this::run);
  }

  void announce(Event<TicketCalled> call) {
    waiting.add(call);
  }

  /** The last calls, oldest first. */
  List<Spoken> log() {
    synchronized (spoken) {
      return List.copyOf(spoken);
    }
  }

  /** The phrase for people: 请A001号到3号窗口办理. */
  static String phrase(TicketCalled call) {
    return "请" + call.number() + "号到" + call.window() + "号窗口办理";
  }

  /** The phrase for the voice: 请A零零一号到三号窗口办理. */
  String words(TicketCalled call) {
    return "请" + numbers.ticket(call.number()) + "号到" + ZhNumbers.window(call.window()) + "号窗口办理";
  }

  private void run() {
    while (running) {
      try {
        speak(waiting.take());
      } catch (InterruptedException e) {
        // close() woke us; the loop condition decides
      }
    }
  }

  private void speak(Event<TicketCalled> call) {
    OffsetDateTime started = now();
    int times = waiting.size() >= LONG_BACKLOG ? 1 : 2;
    String outcome;
    if (Duration.between(call.time(), started).compareTo(VALID) > 0) {
      outcome = "EXPIRED";
      times = 0;
    } else {
      outcome = say(call, times);
    }
    synchronized (spoken) {
      if (spoken.size() == LOG_LENGTH) {
        spoken.removeFirst();
      }
      spoken.add(new Spoken(call.id(), phrase(call.data()), times, started, now(), outcome));
    }
    receipt.send(call.id(), outcome);
  }

  private String say(Event<TicketCalled> call, int times) {
    try {
      voice.say(words(call.data()), times);
      return "SPOKEN";
    } catch (Voice.VoiceException | RuntimeException e) {
      log.warn("{} was not spoken: {}", phrase(call.data()), e.getMessage());
      return "FAILED";
    }
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), clock.getZone());
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
  }
}
