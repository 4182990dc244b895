package org.jiaohao.display.voice;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jiaohao.client.AgentSettings;
import org.jiaohao.client.HallLink;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.display.device.Receipts;
import org.jiaohao.display.device.Reports;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The device {@code voice}: driver {@code espeak-ng}, address {@code audio:default} to play or
 * {@code wav:/folder} to write sound files, which counts as spoken at once; option {@code area}
 * speaks the calls of one area only.
 */
@Component
public class Loudspeaker implements DisposableBean {
  private static final String DEVICE = "voice";
  private static final String FILES = "wav:";

  private final AgentSettings settings;
  private final HallLink link;
  private final Reports reports;
  private final Receipts receipts;
  private final Clock clock;
  private final ZhNumbers numbers;
  private volatile Announcer announcer;

  Loudspeaker(
      AgentSettings settings,
      HallLink link,
      Reports reports,
      Receipts receipts,
      Clock clock,
      @Value("${jiaohao.voice.one}") String one) {
    this.settings = settings;
    this.link = link;
    this.reports = reports;
    this.receipts = receipts;
    this.clock = clock;
    this.numbers = new ZhNumbers(one.charAt(0));
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    settings.devices().stream()
        .filter(device -> device.name().equals(DEVICE))
        .findFirst()
        .ifPresent(this::start);
  }

  private void start(DeviceConfig config) {
    String address = String.valueOf(config.address());
    boolean understood =
        "espeak-ng".equals(config.driver())
            && (address.startsWith(FILES) || address.equals("audio:default"));
    if (!understood) {
      reports.report(
          DEVICE,
          "FAILURE",
          "CONFIGURATION",
          "语音设备配置不正确：驱动应为 espeak-ng，地址应为 audio:default 或 wav:/目录",
          "The voice is configured wrongly: driver espeak-ng, address audio:default or wav:/folder");
      return;
    }
    if (EspeakVoice.installed()) {
      reports.report(DEVICE, "IDLE", null, null, null);
    } else {
      reports.report(
          DEVICE,
          "NO_HARDWARE",
          "NO_ENGINE",
          "没有安装语音程序，请执行 apt-get install espeak-ng 后重启显示程序。",
          "The speech program is missing: apt-get install espeak-ng, then restart this agent.");
    }
    Path folder = address.startsWith(FILES) ? Path.of(address.substring(FILES.length())) : null;
    announcer =
        new Announcer(
            new EspeakVoice(folder),
            numbers,
            clock,
            (event, outcome) -> receipts.send(event, DEVICE, "VOICE", outcome));
    String area = config.options().get("area");
    link.onEvent(
        "ticket-called",
        TicketCalled.class,
        call -> {
          if (area == null || area.equals(call.data().area())) {
            announcer.announce(call);
          }
        });
  }

  /** The last calls, oldest first; empty without a voice. */
  public List<?> log() {
    return Optional.ofNullable(announcer).map(Announcer::log).orElse(List.of());
  }

  @Override
  public void destroy() {
    if (announcer != null) {
      announcer.close();
    }
  }
}
