package org.jiaohao.device.driver.onbon;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;

/** Strips with an Onbon BX card of the K family. */
public final class OnbonKDriver implements DeviceDriver<Sign> {
  @Override
  public String name() {
    return "onbon-k";
  }

  @Override
  public Class<Sign> kind() {
    return Sign.class;
  }

  @Override
  public Sign create(DeviceConfig config, Lines lines) {
    return OnbonKSign.of(config, lines.to(config));
  }
}
