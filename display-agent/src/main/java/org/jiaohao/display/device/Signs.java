package org.jiaohao.display.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.client.AgentSettings;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The LED signs of this agent: names that begin with {@code strip-} hang over a window, with {@code
 * rolling-} they scroll.
 */
@Component
public class Signs implements DisposableBean {
  private static final String STRIP = "strip-";
  private static final String ROLLING = "rolling-";

  private final Map<String, Sign> signs = new LinkedHashMap<>();
  private final Map<String, String> windows = new LinkedHashMap<>();

  Signs(AgentSettings settings, Reports reports) {
    for (DeviceConfig config : settings.devices()) {
      if (config.name().startsWith(STRIP) || config.name().startsWith(ROLLING)) {
        open(config, reports);
      }
    }
  }

  private void open(DeviceConfig config, Reports reports) {
    Optional<Sign> sign = reports.open(Sign.class, config);
    if (sign.isEmpty()) {
      return;
    }
    signs.put(config.name(), sign.get());
    if (config.name().startsWith(STRIP)) {
      String number = config.name().substring(STRIP.length());
      windows.put(config.name(), config.options().getOrDefault("window", number));
    }
  }

  /** Strips over windows: device name → window number. */
  public Map<String, String> windows() {
    return Map.copyOf(windows);
  }

  /** Names of the rolling screens. */
  public Iterable<String> rolling() {
    return signs.keySet().stream().filter(name -> name.startsWith(ROLLING)).toList();
  }

  /** A sign by its device name. */
  public Optional<Sign> sign(String name) {
    return Optional.ofNullable(signs.get(name));
  }

  @Override
  public void destroy() {
    signs.values().forEach(Sign::close);
  }
}
