package org.jiaohao.device.driver.callpad;

import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Pace;

/** Pads that speak the product's own lines of text. */
public final class OpenPadDriver implements DeviceDriver<CallPad> {
  @Override
  public String name() {
    return "open-pad";
  }

  @Override
  public Class<CallPad> kind() {
    return CallPad.class;
  }

  @Override
  public CallPad create(DeviceConfig config, Lines lines, Pace pace) {
    return new OpenPad(config.name(), pace, lines.to(config));
  }
}
