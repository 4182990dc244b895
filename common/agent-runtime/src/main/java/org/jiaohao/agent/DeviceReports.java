package org.jiaohao.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * Opens the devices of an agent and reports to the hall how each of them is, by the hall's time:
 * what was reported before that was measured is reported again, corrected, as soon as it is.
 */
public class DeviceReports {
  private static final Logger log = LoggerFactory.getLogger(DeviceReports.class);

  private final HallLink link;
  private final Clock clock;
  private final HallTime time;
  private final Map<String, DeviceReport> raw = new HashMap<>(); // before the first measurement

  /** Reports over this link. */
  public DeviceReports(HallLink link, Clock clock, HallTime time) {
    this.link = link;
    this.clock = clock;
    this.time = time;
  }

  /** The hall's time was measured. */
  synchronized void measured() {
    List<DeviceReport> untold = List.copyOf(raw.values());
    raw.clear();
    untold.forEach(this::send);
  }

  private synchronized void send(DeviceReport report) {
    Optional<Duration> offset = time.offset();
    if (offset.isPresent()) {
      raw.remove(report.device());
      link.report(report.corrected(offset.get()));
    } else {
      raw.put(report.device(), report);
      link.report(report);
    }
  }

  /**
   * Opens a device and watches it. One whose settings are wrong never keeps the agent from running:
   * it is reported as FAILURE, with what is wrong and which names there are, and the others work.
   *
   * @param kind kind of device its driver must serve
   * @return the device, or empty when its settings are wrong
   */
  public <T extends Device> Optional<T> open(Class<T> kind, DeviceConfig config) {
    try {
      checkComplete(config);
      T device = Drivers.create(kind, config);
      device.open();
      watch(device);
      return Optional.of(device);
    } catch (ConfigurationException e) {
      log.error("{}", e.getMessage());
      misconfigured(config, e.messageZh(), e.messageEn());
    } catch (RuntimeException e) {
      log.error("Device {} cannot be started with its settings", config.name(), e);
      misconfigured(
          config,
          "设备 " + config.name() + " 无法启动，请检查它的驱动、型号和地址设置（" + e.getMessage() + "）。",
          "Device "
              + config.name()
              + " cannot be started. Check its driver, profile and address ("
              + e.getMessage()
              + ").");
    }
    return Optional.empty();
  }

  private static void checkComplete(DeviceConfig config) {
    if (config.address().isBlank()) {
      String setting = "jiaohao.devices." + config.name() + ".address";
      throw ConfigurationException.of(
          config, "缺少地址，请设置 " + setting + "。", "its address is missing. Set " + setting + ".");
    }
  }

  private void misconfigured(DeviceConfig config, String zh, String en) {
    report(config.name(), DeviceReport.State.FAILURE, "CONFIGURATION", zh, en);
  }

  /** Reports every change of a device's status from now on, and the present one. */
  public void watch(Device device) {
    // A report reads the status itself: whichever thread comes last reports the latest one.
    Object order = new Object();
    Runnable report =
        () -> {
          synchronized (order) {
            send(of(device.name(), device.status()));
          }
        };
    device.onStatus(status -> report.run());
    report.run();
  }

  /** Reports a state that no driver reports; {@code code} and messages may be null. */
  public void report(String name, DeviceReport.State state, String code, String zh, String en) {
    send(new DeviceReport(name, state, List.of(), at(clock.instant()), code, zh, en));
  }

  /** The last report of a device. */
  public Optional<DeviceReport> last(String name) {
    return link.reports().stream().filter(report -> report.device().equals(name)).findFirst();
  }

  private DeviceReport of(String name, DeviceStatus status) {
    Optional<Advice> advice = advice(status);
    return new DeviceReport(
        name,
        DeviceReport.State.valueOf(status.state().name()),
        status.conditions().stream().sorted().map(Condition::name).toList(),
        at(status.since()),
        advice.map(Advice::code).orElse(null),
        advice.map(Advice::zh).orElse(null),
        advice.map(Advice::en).orElse(null));
  }

  private record Advice(String code, String zh, String en) {}

  /** What staff should do: about the fault, or about something that works on for now. */
  private static Optional<Advice> advice(DeviceStatus status) {
    if (status.fault() != null) {
      return Optional.of(
          new Advice(
              status.fault().code(), status.fault().messageZh(), status.fault().messageEn()));
    }
    if (status.conditions().contains(Condition.PAPER_NEAR_END)) {
      return Optional.of(
          new Advice(
              Condition.PAPER_NEAR_END.name(),
              "票纸快用完，请准备新纸卷。",
              "Paper is running out. Have a new roll ready."));
    }
    if (status.conditions().contains(Condition.NO_STATUS)) {
      return Optional.of(
          new Advice(
              Condition.NO_STATUS.name(),
              "设备不回应状态查询，无法确认它是否完成工作。请检查连接线和型号设置。",
              "The device never answers, so nothing it does can be confirmed. Check the cable and"
                  + " the profile."));
    }
    return Optional.empty();
  }

  private OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, clock.getZone());
  }
}
