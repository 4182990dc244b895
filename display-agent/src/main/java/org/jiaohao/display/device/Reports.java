package org.jiaohao.display.device;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.client.HallLink;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceStatus;
import org.springframework.stereotype.Component;

/** Tells the hall how devices are. */
@Component
public class Reports {
  private final HallLink link;
  private final Clock clock;

  Reports(HallLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
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
