package org.jiaohao.display.voice;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.BoardView;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.tool.DeviceTrial.Finding;
import org.jiaohao.display.HallClock;
import org.jiaohao.display.device.Receipts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The voices of this agent: the device {@code voice} and those whose names begin with {@code
 * voice-}, each with its own area, announcer and loudspeaker. Voices that share an address take
 * turns. See {@code display-agent/README.md} for the settings.
 */
@Component
public class Loudspeaker implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Loudspeaker.class);
  private static final String DEVICE = "voice";
  private static final Duration VALID = Duration.ofSeconds(60);
  private static final Duration TO_COME = Duration.ofSeconds(1);
  private static final Duration TO_MEASURE = Duration.ofSeconds(5);
  private static final int CALLS_KNOWN = 2000;

  private final AgentSettings settings;
  private final HallLink link;
  private final DeviceReports reports;
  private final Receipts receipts;
  private final HallClock clock;
  private final Environment environment;
  private final DeviceBench bench;
  private final Speakers speakers;
  private final List<VoiceArea> areas = new CopyOnWriteArrayList<>();

  /** Calls that came, by event id. */
  private final Map<String, Boolean> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > CALLS_KNOWN;
        }
      };

  /** Calls that a view shows and that have not come themselves, by event id. */
  private final Map<String, Seen> seen = new LinkedHashMap<>();

  private HeardCalls heard;

  /**
   * A call in a view.
   *
   * @param call the call as far as the view tells it
   * @param at {@link System#nanoTime()} when the view came
   */
  private record Seen(Event<TicketCalled> call, long at) {}

  Loudspeaker(
      AgentSettings settings,
      HallLink link,
      DeviceReports reports,
      Receipts receipts,
      HallClock clock,
      Environment environment,
      DeviceBench bench,
      Speakers speakers) {
    this.settings = settings;
    this.link = link;
    this.reports = reports;
    this.receipts = receipts;
    this.clock = clock;
    this.environment = environment;
    this.bench = bench;
    this.speakers = speakers;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    List<DeviceConfig> voices =
        settings.devices().stream().filter(device -> isVoice(device.name())).toList();
    heard = HeardCalls.in(settings.dataDir());
    voices.forEach(this::start);
    if (!voices.isEmpty()) {
      link.onEvent("ticket-called", TicketCalled.class, this::called);
      link.onView("board", BoardView.class, (id, board) -> shown(board));
      link.onView("window", WindowView.class, (id, window) -> shown(window));
    }
  }

  private synchronized void called(Event<TicketCalled> call) {
    seen.remove(call.id());
    if (known.put(call.id(), true) == null) {
      speak(call);
    }
  }

  private void shown(BoardView board) {
    for (BoardView.Line line : board.calls().reversed()) {
      shown(
          line.eventId(),
          line.calledAt(),
          new TicketCalled(line.number(), line.window(), line.area(), null, line.attempt()));
    }
  }

  private void shown(WindowView view) {
    if (view.callEventId() != null && view.calledAt() != null && view.number() != null) {
      shown(
          view.callEventId(),
          view.calledAt(),
          new TicketCalled(view.number(), view.window(), view.area(), null, view.attempt()));
    }
  }

  private synchronized void shown(String id, OffsetDateTime at, TicketCalled data) {
    if (!known.containsKey(id)) {
      var call =
          new Event<>("1.0", id, "/halls/" + settings.hall(), "ticket-called", at, null, 0, data);
      seen.putIfAbsent(id, new Seen(call, System.nanoTime()));
    }
  }

  /**
   * Speaks calls that a view shows and that never came: they were made while this agent was not
   * connected, or its former self ended before it had spoken them. A call has a second to come by
   * itself, and the server's time some seconds to be measured.
   */
  @Scheduled(fixedDelay = 250)
  synchronized void catchUp() {
    Duration patience = clock.measured() ? TO_COME : TO_MEASURE;
    List<Seen> due =
        seen.values().stream()
            .filter(one -> System.nanoTime() - one.at >= patience.toNanos())
            .sorted(Comparator.comparing(one -> one.call.time().toInstant()))
            .toList();
    for (Seen one : due) {
      Event<TicketCalled> call = one.call;
      seen.remove(call.id());
      known.put(call.id(), true);
      if (Duration.between(call.time(), clock.now()).abs().compareTo(VALID) < 0) {
        log.info("the call of {} came with a view only", call.data().number());
        speak(call);
      }
    }
  }

  private static boolean isVoice(String name) {
    return name.equals(DEVICE) || name.startsWith(DEVICE + "-");
  }

  private void start(DeviceConfig config) {
    try {
      AreaSettings read =
          AreaSettings.read(
              config, name -> environment.getProperty("jiaohao.voice." + name, String.class));
      var area = new VoiceArea(read, speakers.of(config.address(), read), reports, receipts, heard);
      area.start(clock, System::nanoTime);
      areas.add(area);
      bench.add(config.name(), () -> heard(config.name()));
    } catch (AreaSettings.BadSettings e) {
      log.error("{}", e.getMessage());
      Trouble trouble = e.trouble();
      reports.report(
          config.name(), DeviceReport.State.FAILURE, trouble.code(), trouble.zh(), trouble.en());
    }
  }

  private void speak(Event<TicketCalled> call) {
    List<VoiceArea> speaking = areas.stream().filter(area -> area.takes(call.data())).toList();
    if (speaking.isEmpty()) {
      log.warn(
          "no voice of this agent takes calls of window {} in area {}",
          call.data().window(),
          call.data().area());
    }
    long deadline = deadline(clock.age(call.time(), VALID));
    speaking.forEach(area -> area.speak(call, deadline));
  }

  private static long deadline(Duration age) {
    return System.nanoTime() + VALID.minus(age).toNanos();
  }

  /** Whether a device is one of the voices and is configured well. */
  public boolean has(String device) {
    return areas.stream().anyMatch(area -> area.device().equals(device));
  }

  /** Says 语音测试 by one voice, behind what waits there. */
  public void test(String device) {
    areas.stream()
        .filter(area -> area.device().equals(device))
        .forEach(area -> area.test(deadline(Duration.ZERO)));
  }

  /** Nobody knows from here whether it was heard. */
  private Finding heard(String device) {
    test(device);
    return new Finding(
        false,
        "已播放“语音测试”（排在等待播报的内容之后），请听扬声器。",
        "It says 语音测试 (voice test) behind what waits there: listen to the loudspeaker.");
  }

  /** What a voice said last, or null. */
  public String text(String device) {
    return areas.stream()
        .filter(area -> area.device().equals(device))
        .findFirst()
        .map(VoiceArea::text)
        .orElse(null);
  }

  /** The last calls of all voices, oldest first. */
  public List<?> log() {
    return areas.stream()
        .flatMap(area -> area.log().stream())
        .sorted(Comparator.comparing(Announcer.Spoken::startedAt))
        .toList();
  }

  @Override
  public void destroy() {
    areas.forEach(VoiceArea::close);
  }
}
