package org.jiaohao.display.device;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.api.SignContent.Urgency;
import org.jiaohao.device.tool.DeviceTrial.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The LED signs of this agent: names that begin with {@code strip-} hang over a window, with {@code
 * rolling-} they scroll.
 */
@Component
public class Signs implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Signs.class);
  private static final SignContent BLANK = SignContent.of(" ", Color.RED, Motion.STATIC, 0);
  private static final String STRIP = "strip-";
  private static final String ROLLING = "rolling-";

  private final Duration testStays;
  private final Map<String, Sign> signs = new LinkedHashMap<>();
  private final Map<String, String> windows = new LinkedHashMap<>();
  private final Map<String, SignContent> contents = new ConcurrentHashMap<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("signs").daemon().factory());

  /**
   * Opens those the settings name.
   *
   * @param testStays how long a test is seen: time to walk to the sign and look
   */
  Signs(
      AgentSettings settings,
      DeviceReports reports,
      DeviceBench bench,
      @Value("${jiaohao.signs.test-stays}") Duration testStays) {
    this.testStays = testStays;
    for (DeviceConfig config : settings.devices()) {
      if (config.name().startsWith(STRIP) || config.name().startsWith(ROLLING)) {
        open(config, reports, bench);
      }
    }
  }

  private void open(DeviceConfig config, DeviceReports reports, DeviceBench bench) {
    Optional<Sign> sign = reports.open(Sign.class, config);
    if (sign.isEmpty()) {
      return;
    }
    signs.put(config.name(), sign.get());
    bench.add(config.name(), () -> test(sign.get()));
    if (config.name().startsWith(STRIP)) {
      String number = config.name().substring(STRIP.length());
      String window = config.options().getOrDefault("window", number);
      windows.put(config.name(), window.toLowerCase(Locale.ROOT));
    }
  }

  /** Strips over windows: device name → id of the window, in lower case. */
  public Map<String, String> windows() {
    return Map.copyOf(windows);
  }

  /** Names of the rolling screens. */
  public Iterable<String> rolling() {
    return signs.keySet().stream().filter(name -> name.startsWith(ROLLING)).toList();
  }

  /**
   * Shows content on a sign; nothing happens when there is no such sign.
   *
   * @param outcome called once with the result, see {@link Sign#show}
   */
  public synchronized void show(String name, SignContent content, Consumer<ShowOutcome> outcome) {
    Sign sign = signs.get(name);
    if (sign != null) {
      contents.put(name, content);
      sign.show(content, outcome);
    }
  }

  /** The content before the test comes back, without blinking again. */
  private Finding test(Sign sign) throws InterruptedException {
    try {
      Finding finding = DeviceBench.tryOut(sign);
      return sign.status().usable()
          ? new Finding(
              finding.good(),
              finding.zh() + "几秒后恢复原来的内容。",
              finding.en() + " What stood there comes back some seconds later.")
          : finding;
    } finally {
      later.schedule(() -> restore(sign), testStays.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void restore(Sign sign) {
    SignContent content = contents.get(sign.name());
    sign.show(
        content == null ? BLANK : still(content),
        outcome -> log.debug("{} after its test: {}", sign.name(), outcome));
  }

  private static SignContent still(SignContent content) {
    return new SignContent(
        content.areas().stream()
            .map(area -> new Area(area.box(), area.lines(), area.motion(), 0))
            .toList(),
        Urgency.ROUTINE);
  }

  @Override
  public void destroy() {
    later.shutdownNow();
    signs.values().forEach(Sign::close);
  }
}
