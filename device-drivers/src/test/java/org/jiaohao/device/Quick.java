package org.jiaohao.device;

import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.transport.EmulatorTransport;

/**
 * Devices for tests in which a second is not what is tested: their drivers wait a quarter of it.
 */
public final class Quick {
  /** A quarter of the usual waits. */
  public static final Pace PACE = new Pace(0.25);

  private static final String MEMORY = "memory:";

  private Quick() {}

  /** A device that is not yet open, on any line, {@code memory:NAME} of an emulator included. */
  public static <D extends Device> D device(Class<D> kind, DeviceConfig config) {
    return Drivers.create(kind, config, lines(config.address()), PACE);
  }

  private static Lines lines(String address) {
    return address.startsWith(MEMORY)
        ? config -> new EmulatorTransport(address.substring(MEMORY.length()))
        : Lines.REAL;
  }
}
