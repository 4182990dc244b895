package org.jiaohao.display.voice;

import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks in one area, one after another, the most urgent first: none dropped, none after its
 * deadline; twice each, once while more than three wait (N04). A recall takes the place of a call
 * of the same ticket that was not spoken yet.
 */
final class Announcer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final int LONG_BACKLOG = 3;
  private static final int LOG_LENGTH = 200;
  private static final int FULL = 100;

  private final String device;
  private final Speech speech;
  private final VoiceHours hours;
  private final Supplier<OffsetDateTime> clock;
  private final LongSupplier ticks;
  private final Consumer<Spoken> listener;
  private final List<SpokenCall> waiting = new ArrayList<>();
  private final List<SpokenCall> superseded = new ArrayList<>();
  private final Deque<Spoken> spoken = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean running = true;

  /** Makes a phrase heard. */
  interface Speech {
    /**
     * Says the fullest wording it can after a chime and returns when it was heard.
     *
     * @param volume 1 to 100
     * @throws VoiceException when nothing was heard
     */
    Heard say(Wordings wordings, int times, int volume) throws VoiceException;
  }

  /**
   * How it was heard.
   *
   * @param engine which engine spoke, or null when the area is silent
   * @param phrase what was said
   * @param trouble why it was no better engine or no fuller wording, or null
   */
  record Heard(String engine, Phrase phrase, Trouble trouble) {}

  /**
   * What became of a call.
   *
   * @param device name of the voice
   * @param eventId id of the event, or null
   * @param text the phrase
   * @param times how often it was spoken
   * @param volume percent
   * @param engine which engine spoke, or null
   * @param startedAt begin
   * @param finishedAt end
   * @param outcome SPOKEN, FAILED, EXPIRED, SUPERSEDED or MUTED
   * @param trouble what was wrong, or null
   */
  record Spoken(
      String device,
      String eventId,
      String text,
      int times,
      int volume,
      String engine,
      OffsetDateTime startedAt,
      OffsetDateTime finishedAt,
      String outcome,
      Trouble trouble) {}

  /**
   * Starts an announcer.
   *
   * @param clock the time in the hall, for volume by time of the day and for the log
   * @param ticks {@link System#nanoTime()}, for ages
   * @param listener called on the announcer's own thread with what became of each call
   */
  Announcer(
      String device,
      Speech speech,
      VoiceHours hours,
      Supplier<OffsetDateTime> clock,
      LongSupplier ticks,
      Consumer<Spoken> listener) {
    this.device = device;
    this.speech = speech;
    this.hours = hours;
    this.clock = clock;
    this.ticks = ticks;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("announcer-" + device).daemon().unstarted(this::run);
    thread.start();
  }

  /** Adds a call; returns at once. */
  void add(SpokenCall fresh) {
    synchronized (waiting) {
      for (int i = 0; i < waiting.size(); i++) {
        SpokenCall old = waiting.get(i);
        if (fresh.supersedes(old)) {
          waiting.set(i, fresh.asUrgentAs(old));
          superseded.add(old);
          waiting.notifyAll();
          return;
        }
      }
      waiting.add(fresh);
      waiting.notifyAll();
    }
  }

  /** The last calls, oldest first. */
  List<Spoken> log() {
    synchronized (spoken) {
      return List.copyOf(spoken);
    }
  }

  private void run() {
    while (running) {
      try {
        step();
      } catch (InterruptedException e) {
        log.debug("{} stops", device); // close() woke us; the loop condition decides
      } catch (RuntimeException | Error e) {
        log.error("voice {} failed; going on", device, e);
      }
    }
  }

  private void step() throws InterruptedException {
    SpokenCall next = null;
    int backlog;
    List<SpokenCall> gone;
    synchronized (waiting) {
      while (waiting.isEmpty() && superseded.isEmpty()) {
        waiting.wait();
      }
      gone = List.copyOf(superseded);
      superseded.clear();
      backlog = waiting.size();
      if (!waiting.isEmpty()) {
        next = waiting.stream().min(Comparator.comparing(SpokenCall::kind)).orElseThrow();
        waiting.remove(next);
      }
    }
    OffsetDateTime now = now();
    gone.forEach(old -> finished(old, now, "SUPERSEDED"));
    if (next != null) {
      speak(next, backlog > LONG_BACKLOG ? 1 : 2);
    }
  }

  private void speak(SpokenCall call, int times) {
    OffsetDateTime started = now();
    boolean emergency = call.kind() == SpokenCall.Kind.EMERGENCY;
    int volume = emergency ? FULL : hours.at(started.toLocalTime());
    if (call.deadline() - ticks.getAsLong() < 0) {
      finished(call, started, "EXPIRED");
    } else if (volume == 0) {
      finished(call, started, "MUTED");
    } else {
      say(call, started, times, volume);
    }
  }

  private void say(SpokenCall call, OffsetDateTime started, int times, int volume) {
    String text = call.wordings().full().text();
    String id = call.eventId();
    try {
      Heard heard = speech.say(call.wordings(), times, volume);
      finished(
          new Spoken(
              device,
              id,
              heard.phrase().text(),
              times,
              volume,
              heard.engine(),
              started,
              now(),
              heard.engine() == null ? "MUTED" : "SPOKEN",
              leftOut(call, heard)));
    } catch (VoiceException e) {
      log.warn("{} was not spoken by {}: {}", text, device, e.getMessage());
      finished(
          new Spoken(device, id, text, 0, volume, null, started, now(), "FAILED", e.trouble()));
    } catch (RuntimeException | Error e) {
      log.error("{} was not spoken by {}", text, device, e);
      Trouble trouble =
          new Trouble(
              "VOICE_FAILED",
              "语音播报出错（" + e + "），请查看日志。",
              "The voice failed (" + e + "): see the log.");
      finished(new Spoken(device, id, text, 0, volume, null, started, now(), "FAILED", trouble));
    }
  }

  private static Trouble leftOut(SpokenCall call, Heard heard) {
    return Trouble.joined(
        Stream.of(call.wordings().leftOut(), heard.trouble()).filter(Objects::nonNull).toList());
  }

  private void finished(SpokenCall call, OffsetDateTime started, String outcome) {
    String text = call.wordings().full().text();
    finished(new Spoken(device, call.eventId(), text, 0, 0, null, started, now(), outcome, null));
  }

  private void finished(Spoken one) {
    synchronized (spoken) {
      if (spoken.size() == LOG_LENGTH) {
        spoken.removeFirst();
      }
      spoken.add(one);
    }
    listener.accept(one);
  }

  private OffsetDateTime now() {
    return clock.get();
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
  }
}
