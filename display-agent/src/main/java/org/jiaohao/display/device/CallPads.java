package org.jiaohao.display.device;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.DeviceConfig;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The clerks' call pads of this agent: names that begin with {@code pad-}; the rest of the name, or
 * the option {@code window}, is the window's number.
 */
@Component
public class CallPads implements DisposableBean {
  private static final String PAD = "pad-";

  private final Map<CallPad, String> windows = new LinkedHashMap<>();

  /** Opens those the settings name. */
  public CallPads(AgentSettings settings, DeviceReports reports) {
    for (DeviceConfig config : settings.devices()) {
      if (config.name().startsWith(PAD)) {
        String number = config.name().substring(PAD.length());
        reports
            .open(CallPad.class, config)
            .ifPresent(pad -> windows.put(pad, config.options().getOrDefault("window", number)));
      }
    }
  }

  /** Pad → window number. */
  public Map<CallPad, String> windows() {
    return Map.copyOf(windows);
  }

  @Override
  public void destroy() {
    windows.keySet().forEach(CallPad::close);
  }
}
