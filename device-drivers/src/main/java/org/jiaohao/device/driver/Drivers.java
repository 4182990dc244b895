package org.jiaohao.device.driver;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.driver.printer.EscPosPrinter;
import org.jiaohao.device.driver.sign.OnbonKSign;
import org.jiaohao.device.transport.Address;
import org.jiaohao.device.transport.Transport;

/**
 * Makes devices from their configuration. A new driver is one line here. Every device takes the
 * option {@code dump}: a file to which its traffic is written.
 */
public final class Drivers {
  private static final Map<String, Function<DeviceConfig, TicketPrinter>> PRINTERS =
      Map.of(
          "escpos",
          config -> EscPosPrinter.of(config.name(), line(config), profile(config, "generic-80mm")));

  private static final Map<String, Function<DeviceConfig, Sign>> SIGNS =
      Map.of("onbon-k", config -> OnbonKSign.of(config, line(config)));

  private Drivers() {}

  /**
   * A ticket printer, not yet opened.
   *
   * @throws ConfigurationException when driver, profile or address are not understood
   */
  public static TicketPrinter printer(DeviceConfig config) {
    return make(config, PRINTERS);
  }

  /**
   * An LED sign, not yet opened.
   *
   * @throws ConfigurationException when driver, options or address are not understood
   */
  public static Sign sign(DeviceConfig config) {
    return make(config, SIGNS);
  }

  private static <T> T make(DeviceConfig config, Map<String, Function<DeviceConfig, T>> known) {
    Function<DeviceConfig, T> driver = known.get(String.valueOf(config.driver()));
    if (driver == null) {
      String names = String.join(", ", new TreeSet<>(known.keySet()));
      throw new ConfigurationException(
          "设备 " + config.name() + "：没有驱动“" + config.driver() + "”，可用的有：" + names,
          "device " + config.name() + ": no driver '" + config.driver() + "'; there are: " + names);
    }
    return driver.apply(config);
  }

  private static Transport line(DeviceConfig config) {
    try {
      Transport line = Transport.of(Address.parse(config.address()));
      String dump = config.options().get("dump");
      return dump == null ? line : line.dumpingTo(Path.of(dump));
    } catch (Address.BadAddressException e) {
      throw new ConfigurationException(
          "设备 " + config.name() + "：" + e.getMessage(),
          "device " + config.name() + ": " + e.getMessage());
    }
  }

  private static String profile(DeviceConfig config, String usual) {
    return config.profile() == null ? usual : config.profile();
  }
}
