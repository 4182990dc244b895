package org.jiaohao.device.api;

import java.util.Map;

/**
 * Configuration of one device: the lines {@code jiaohao.devices.{name}.*}.
 *
 * @param name device name within the agent
 * @param driver driver name, for example {@code escpos}
 * @param address address URI, for example {@code serial:/dev/ttyUSB0?baud=19200} or {@code
 *     tcp://10.0.0.7:9100}
 * @param profile profile name or null for the driver's default
 * @param options all other lines of the device, for example {@code window=3}
 */
public record DeviceConfig(
    String name, String driver, String address, String profile, Map<String, String> options) {
  /** The address as people may see it: without a password that somebody wrote into it. */
  public String shownAddress() {
    return address.replaceFirst("(?<=://)[^/@]*@", "…@");
  }

  /** Without options, among which there are passwords. */
  @Override
  public String toString() {
    return name + " " + driver + " " + shownAddress();
  }
}
