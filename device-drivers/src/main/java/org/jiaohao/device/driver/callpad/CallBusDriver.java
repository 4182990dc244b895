package org.jiaohao.device.driver.callpad;

import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/** Call pads on the FF 68 bus; {@code card-address} (1) is the pad's, {@code profile} its keys. */
public final class CallBusDriver implements DeviceDriver<CallPad> {
  @Override
  public String name() {
    return "call-bus";
  }

  @Override
  public Class<CallPad> kind() {
    return CallPad.class;
  }

  @Override
  public CallPad create(DeviceConfig config, Lines lines, Pace pace) {
    var options = new Options(config);
    return new BusPad(
        config.name(),
        pace,
        lines.to(config),
        options.number("card-address", 1, 0, 255),
        PadProfile.load(options.profile("21-keys")));
  }
}
