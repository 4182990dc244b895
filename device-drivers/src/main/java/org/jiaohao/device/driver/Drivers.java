package org.jiaohao.device.driver;

import java.util.List;
import java.util.ServiceLoader;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;

/** All drivers, and devices made from their configuration. */
public final class Drivers {
  private Drivers() {}

  /** The drivers that are there, by name. */
  public static List<DeviceDriver<?>> all() {
    return ServiceLoader.load(DeviceDriver.class, Drivers.class.getClassLoader()).stream()
        .<DeviceDriver<?>>map(ServiceLoader.Provider::get)
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  /**
   * A device of a kind, not yet opened.
   *
   * @param kind interface of {@code org.jiaohao.device.api} it must have
   * @throws ConfigurationException when driver, profile, options or address are not understood
   */
  public static <D extends Device> D create(Class<D> kind, DeviceConfig config) {
    return create(kind, config, Lines.REAL, Pace.USUAL);
  }

  /** A device of whatever kind its driver serves, not yet opened. */
  public static Device create(DeviceConfig config) {
    return create(Device.class, config, Lines.REAL, Pace.USUAL);
  }

  /** The same on lines of one's own, at a pace of one's own. */
  public static <D extends Device> D create(
      Class<D> kind, DeviceConfig config, Lines lines, Pace pace) {
    List<DeviceDriver<?>> fitting =
        all().stream().filter(d -> kind.isAssignableFrom(d.kind())).toList();
    DeviceDriver<?> driver =
        fitting.stream()
            .filter(d -> d.name().equals(config.driver()))
            .findFirst()
            .orElseThrow(() -> unknown(config, fitting));
    try {
      return kind.cast(driver.create(config, lines, pace));
    } catch (ConfigurationException e) {
      throw e.about(config);
    }
  }

  private static ConfigurationException unknown(DeviceConfig config, List<DeviceDriver<?>> known) {
    String names = String.join(", ", known.stream().map(DeviceDriver::name).toList());
    return ConfigurationException.of(
        config,
        "没有驱动“" + config.driver() + "”，可用的有：" + names,
        "no driver '" + config.driver() + "'; there are: " + names);
  }
}
