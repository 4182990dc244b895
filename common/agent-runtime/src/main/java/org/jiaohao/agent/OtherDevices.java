package org.jiaohao.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;

/**
 * Devices that are configured but have no work in this agent yet, such as a scanner at a kiosk:
 * they run, the hall sees how they are, and a technician can test them (R030, R043).
 */
final class OtherDevices implements AutoCloseable {
  private final List<Device> devices = new CopyOnWriteArrayList<>();

  /**
   * Opens them.
   *
   * @param own regular expression of the names the agent itself looks for
   */
  OtherDevices(AgentSettings settings, String own, DeviceReports reports, DeviceBench bench) {
    for (DeviceConfig config : settings.devices()) {
      if (!config.name().matches(own)) {
        reports
            .open(Device.class, config)
            .ifPresent(
                device -> {
                  devices.add(device);
                  bench.add(device);
                });
      }
    }
  }

  @Override
  public void close() {
    devices.forEach(Device::close);
  }
}
