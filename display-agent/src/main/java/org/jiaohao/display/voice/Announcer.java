package org.jiaohao.display.voice;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks in one area, one after another, the most urgent first: none dropped, none older than 60
 * seconds; twice each, once while more than three wait (N04). A recall takes the place of a call of
 * the same ticket that was not spoken yet.
 */
final class Announcer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final Duration VALID = Duration.ofSeconds(60);
  private static final int LONG_BACKLOG = 3;
  private static final int LOG_LENGTH = 200;
  private static final int FULL = 100;

  private final String device;
  private final Speech speech;
  private final VoiceHours hours;
  private final Clock clock;
  private final Consumer<Spoken> listener;
  private final List<Announcement> waiting = new ArrayList<>();
  private final List<Announcement> superseded = new ArrayList<>();
  private final Deque<Spoken> spoken = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean running = true;

  /** Makes a phrase heard. */
  interface Speech {
    /**
     * Says a phrase after a chime and returns when it was heard.
     *
     * @param volume 1 to 100
     * @throws VoiceException when nothing was heard
     */
    Heard say(Phrase phrase, int times, int volume) throws VoiceException;
  }

  /**
   * How it was heard.
   *
   * @param engine which engine spoke
   * @param trouble why a better one did not, or null
   */
  record Heard(String engine, Trouble trouble) {}

  /**
   * What became of an announcement.
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
   * @param listener told on the announcer's own thread what became of each announcement
   */
  Announcer(
      String device, Speech speech, VoiceHours hours, Clock clock, Consumer<Spoken> listener) {
    this.device = device;
    this.speech = speech;
    this.hours = hours;
    this.clock = clock;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("announcer-" + device).daemon().unstarted(this::run);
    thread.start();
  }

  /** Never waits for the voice. */
  void announce(Announcement fresh) {
    synchronized (waiting) {
      for (int i = 0; i < waiting.size(); i++) {
        Announcement old = waiting.get(i);
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

  /** The last announcements, oldest first. */
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
      } catch (RuntimeException e) {
        log.error("voice {} failed; going on", device, e);
      }
    }
  }

  private void step() throws InterruptedException {
    Announcement next = null;
    int backlog;
    List<Announcement> gone;
    synchronized (waiting) {
      while (waiting.isEmpty() && superseded.isEmpty()) {
        waiting.wait();
      }
      gone = List.copyOf(superseded);
      superseded.clear();
      backlog = waiting.size();
      if (!waiting.isEmpty()) {
        next = waiting.stream().min(Comparator.comparing(Announcement::kind)).orElseThrow();
        waiting.remove(next);
      }
    }
    OffsetDateTime now = now();
    gone.forEach(old -> finished(old, now, "SUPERSEDED"));
    if (next != null) {
      speak(next, backlog > LONG_BACKLOG ? 1 : 2);
    }
  }

  private void speak(Announcement announcement, int times) {
    OffsetDateTime started = now();
    boolean emergency = announcement.kind() == Announcement.Kind.EMERGENCY;
    int volume = emergency ? FULL : hours.at(started.toLocalTime());
    if (Duration.between(announcement.time(), started).compareTo(VALID) > 0) {
      finished(announcement, started, "EXPIRED");
    } else if (volume == 0) {
      finished(announcement, started, "MUTED");
    } else {
      say(announcement, started, times, volume);
    }
  }

  private void say(Announcement announcement, OffsetDateTime started, int times, int volume) {
    String text = announcement.phrase().text();
    String id = announcement.eventId();
    try {
      Heard heard = speech.say(announcement.phrase(), times, volume);
      finished(
          new Spoken(
              device,
              id,
              text,
              times,
              volume,
              heard.engine(),
              started,
              now(),
              heard.engine() == null ? "MUTED" : "SPOKEN",
              heard.trouble()));
    } catch (VoiceException e) {
      log.warn("{} was not spoken by {}: {}", text, device, e.getMessage());
      finished(
          new Spoken(device, id, text, 0, volume, null, started, now(), "FAILED", e.trouble()));
    } catch (RuntimeException e) {
      log.error("{} was not spoken by {}", text, device, e);
      Trouble trouble =
          new Trouble(
              "VOICE_FAILED",
              "语音播报出错（" + e + "），请查看日志。",
              "The voice failed (" + e + "): see the log.");
      finished(new Spoken(device, id, text, 0, volume, null, started, now(), "FAILED", trouble));
    }
  }

  private void finished(Announcement announcement, OffsetDateTime started, String outcome) {
    String text = announcement.phrase().text();
    finished(
        new Spoken(
            device, announcement.eventId(), text, 0, 0, null, started, now(), outcome, null));
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
    return OffsetDateTime.ofInstant(clock.instant(), clock.getZone());
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
  }
}
