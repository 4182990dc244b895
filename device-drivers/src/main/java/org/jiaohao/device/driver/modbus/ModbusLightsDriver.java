package org.jiaohao.device.driver.modbus;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Lights;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/** Lamps and buttons; {@code card-address} (1) is the module's, {@code profile} its model. */
public final class ModbusLightsDriver implements DeviceDriver<Lights> {
  private static final int LAST_UNIT = 247;

  @Override
  public String name() {
    return "modbus-lights";
  }

  @Override
  public Class<Lights> kind() {
    return Lights.class;
  }

  @Override
  public Lights create(DeviceConfig config, Lines lines, Pace pace) {
    var options = new Options(config);
    return new ModbusLights(
        config.name(),
        pace,
        lines.to(config),
        options.number("card-address", 1, 1, LAST_UNIT),
        ModuleProfile.load(options.profile("4-4")));
  }
}
