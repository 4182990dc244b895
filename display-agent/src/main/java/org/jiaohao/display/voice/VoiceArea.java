package org.jiaohao.display.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.display.HallClock;
import org.jiaohao.display.device.Receipts;

/** One voice of the hall: its engines, its loudspeaker, its announcer and its state. */
final class VoiceArea implements AutoCloseable {
  private static final int FIRST_ATTEMPT = 1;

  private final AreaSettings settings;
  private final DeviceReports reports;
  private final Receipts receipts;
  private final HeardCalls heard;
  private final Phrases phrases;
  private final List<Trouble> lasting = new ArrayList<>();
  private final AreaSpeech speech;
  private State state;
  private Announcer announcer;
  private volatile String last;

  private record State(DeviceReport.State state, Trouble trouble) {}

  VoiceArea(
      AreaSettings settings,
      Speaker speaker,
      DeviceReports reports,
      Receipts receipts,
      HeardCalls heard) {
    this.settings = settings;
    this.heard = heard;
    this.reports = reports;
    this.receipts = receipts;
    Lexicon lexicon = Lexicon.ofHall(settings.lexicon());
    lexicon.trouble().ifPresent(lasting::add);
    this.phrases = new Phrases(new ZhNumbers(settings.one()), lexicon, settings.sayArea());
    var voices = new ArrayList<Voice>();
    Sound chime = Chime.sound();
    for (String engine : settings.engines()) {
      Voice voice = voice(engine, lexicon);
      boolean first = engine.equals(settings.engines().getFirst());
      Optional<Trouble> unusable = voice.unusable();
      if (unusable.isEmpty()) {
        voices.add(voice);
      } else if (first) {
        lasting.add(unusable.get()); // a fallback that is not there is no news
      }
      if (voice instanceof ClipVoice clips) {
        chime = clips.chime();
        if (first) {
          clips.warning().ifPresent(lasting::add);
        }
      }
    }
    this.speech = new AreaSpeech(voices, chime, speaker);
    this.state = first(voices.isEmpty() && !settings.engines().isEmpty(), speaker);
  }

  private Voice voice(String engine, Lexicon lexicon) {
    return switch (engine) {
      case "clips" -> ClipVoice.load(settings.clips(), lexicon, settings.one() == '幺');
      case "espeak" -> new EspeakVoice();
      default -> new SystemVoice();
    };
  }

  private State first(boolean noEngine, Speaker speaker) {
    if (noEngine) {
      return new State(DeviceReport.State.NO_HARDWARE, Trouble.joined(lasting));
    }
    Function<Trouble, State> noAudio =
        trouble -> new State(DeviceReport.State.NO_HARDWARE, trouble);
    return speaker
        .unusable()
        .map(noAudio)
        .orElse(new State(DeviceReport.State.IDLE, Trouble.joined(lasting)));
  }

  void start(HallClock clock, LongSupplier ticks) {
    report();
    announcer =
        new Announcer(
            settings.device(), speech, settings.hours(), clock::now, ticks, this::finished);
  }

  private void finished(Announcer.Spoken spoken) {
    last = spoken.text();
    if (spoken.eventId() != null) {
      CallConfirmed.Outcome outcome =
          spoken.outcome().equals("SUPERSEDED")
              ? CallConfirmed.Outcome.EXPIRED
              : CallConfirmed.Outcome.valueOf(spoken.outcome());
      if (outcome != CallConfirmed.Outcome.FAILED) {
        heard.add(settings.device(), spoken.eventId(), outcome);
      }
      confirm(spoken.eventId(), outcome);
    }
    State before = state;
    if (spoken.outcome().equals("FAILED")) {
      boolean noAudio = spoken.trouble().code().equals("NO_AUDIO");
      state =
          new State(
              noAudio ? DeviceReport.State.NO_HARDWARE : DeviceReport.State.FAILURE,
              spoken.trouble());
    } else if (spoken.outcome().equals("SPOKEN")) {
      var troubles = new ArrayList<Trouble>();
      if (spoken.trouble() != null) {
        troubles.add(worse(spoken));
      }
      troubles.addAll(lasting);
      state = new State(DeviceReport.State.IDLE, Trouble.joined(troubles));
    }
    if (!Objects.equals(before, state)) {
      report();
    }
  }

  private void confirm(String eventId, CallConfirmed.Outcome outcome) {
    receipts.send(eventId, settings.device(), CallConfirmed.Kind.VOICE, outcome);
  }

  /** It was heard, but not as well as it could be. */
  private Trouble worse(Announcer.Spoken spoken) {
    boolean fallback = !spoken.engine().equals(settings.engines().getFirst());
    return new Trouble(
        fallback ? "FALLBACK" : "SHORTENED",
        "已播报“%s”（语音 %s）。".formatted(spoken.text(), spoken.engine()) + spoken.trouble().zh(),
        "'%s' was spoken by %s. ".formatted(spoken.text(), spoken.engine())
            + spoken.trouble().en());
  }

  private void report() {
    Trouble trouble = state.trouble();
    reports.report(
        settings.device(),
        state.state(),
        trouble == null ? null : trouble.code(),
        trouble == null ? null : trouble.zh(),
        trouble == null ? null : trouble.en());
  }

  boolean takes(TicketCalled call) {
    return settings.takes(call);
  }

  /**
   * Speaks a call after those that wait. One that this voice spoke before a restart is only
   * confirmed again, since nobody knows whether that reached the hall.
   *
   * @param deadline {@link System#nanoTime()} after which it is no longer spoken
   */
  void speak(Event<TicketCalled> call, long deadline) {
    Optional<CallConfirmed.Outcome> before = heard.of(settings.device(), call.id());
    if (before.isPresent()) {
      confirm(call.id(), before.get());
      return;
    }
    boolean again = call.data().attempt() > FIRST_ATTEMPT;
    announcer.add(
        new SpokenCall(
            again ? SpokenCall.Kind.RECALL : SpokenCall.Kind.CALL,
            call.id(),
            call.subject(),
            call.seq(),
            deadline,
            phrases.call(call.data())));
  }

  /** Says 语音测试. */
  void test(long deadline) {
    announcer.add(new SpokenCall(SpokenCall.Kind.TEST, null, null, 0, deadline, phrases.test()));
  }

  String device() {
    return settings.device();
  }

  /** The last phrase, or null. */
  String text() {
    return last;
  }

  List<Announcer.Spoken> log() {
    return announcer.log();
  }

  @Override
  public void close() {
    announcer.close();
  }
}
