package org.jiaohao.device.driver;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.transport.Address;
import org.jiaohao.device.transport.Transport;

/** Makes the line to a device from its configuration. */
@FunctionalInterface
public interface Lines {
  /** Lines as addresses name them; the option {@code dump} names a file for the traffic. */
  Lines REAL = Lines::real;

  /**
   * The line of a device.
   *
   * @throws ConfigurationException when the address is not understood
   */
  Transport to(DeviceConfig config);

  private static Transport real(DeviceConfig config) {
    try {
      Transport line = Transport.of(Address.parse(config.address()));
      String dump = config.options().get("dump");
      return dump == null ? line : line.dumpingTo(Path.of(dump));
    } catch (Address.BadAddressException e) {
      throw ConfigurationException.of(config, e.messageZh(), e.messageEn());
    } catch (InvalidPathException e) {
      throw ConfigurationException.of(
          config,
          "文件名“" + e.getInput() + "”无法使用，请检查程序的语言环境是否为 UTF-8",
          "the file name '" + e.getInput() + "' cannot be used; is the program's locale UTF-8?");
    }
  }
}
