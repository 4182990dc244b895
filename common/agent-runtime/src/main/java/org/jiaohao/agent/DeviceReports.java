package org.jiaohao.agent;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Drivers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the hall how devices are. */
public class DeviceReports {
  private static final Logger log = LoggerFactory.getLogger(DeviceReports.class);

  private final HallLink link;
  private final Clock clock;

  /** Tells this hall. */
  public DeviceReports(HallLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
  }

  /**
   * Opens a device and watches it; one that is configured wrongly is reported, and the others work.
   *
   * @param kind kind of device its driver must serve
   */
  public <T extends Device> Optional<T> open(Class<T> kind, DeviceConfig config) {
    try {
      T device = Drivers.create(kind, config);
      device.open();
      watch(device);
      return Optional.of(device);
    } catch (ConfigurationException e) {
      log.error("{}", e.getMessage());
      report(config.name(), "FAILURE", "CONFIGURATION", e.messageZh(), e.messageEn());
      return Optional.empty();
    }
  }

  /** Reports every change of a device's status from now on, and the present one. */
  public void watch(Device device) {
    device.onStatus(status -> report(device.name(), status));
    report(device.name(), device.status());
  }

  private void report(String name, DeviceStatus status) {
    link.report(
        new DeviceReport(
            name,
            status.state().name(),
            status.conditions().stream().sorted().map(Condition::name).toList(),
            OffsetDateTime.ofInstant(status.since(), clock.getZone()),
            status.fault() == null ? null : status.fault().code(),
            status.fault() == null ? null : status.fault().messageZh(),
            status.fault() == null ? null : status.fault().messageEn()));
  }

  /** Reports a state that no driver reports; {@code code} and messages may be null. */
  public void report(String name, String state, String code, String zh, String en) {
    link.report(new DeviceReport(name, state, List.of(), now(), code, zh, en));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), clock.getZone());
  }
}
