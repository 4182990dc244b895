package org.jiaohao.device.driver;

import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;

/**
 * A family of devices that one driver serves. Found by {@link java.util.ServiceLoader}: its class
 * name is one line in {@code META-INF/services/org.jiaohao.device.driver.DeviceDriver}.
 *
 * @param <D> kind of device, an interface of {@code org.jiaohao.device.api}
 */
public interface DeviceDriver<D extends Device> {
  /** Name in {@code jiaohao.devices.{name}.driver}, for example {@code escpos}. */
  String name();

  /** What programs see of such a device. */
  Class<D> kind();

  /**
   * A device as configured, not yet opened.
   *
   * @param config its configuration
   * @param lines makes the line of the device; drivers that speak HTTP read the address themselves
   * @param pace how long the driver waits
   * @throws ConfigurationException when a profile or an option is not understood
   */
  D create(DeviceConfig config, Lines lines, Pace pace);
}
