package org.jiaohao.device.driver.huidu;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/** Full-colour signs with a Huidu card; {@code width} (128) and {@code height} (32) in lamps. */
public final class HuiduDriver implements DeviceDriver<Sign> {
  @Override
  public String name() {
    return "huidu";
  }

  @Override
  public Class<Sign> kind() {
    return Sign.class;
  }

  @Override
  public Sign create(DeviceConfig config, Lines lines, Pace pace) {
    var options = new Options(config);
    return new HuiduSign(
        config.name(),
        pace,
        lines.to(config),
        options.number("width", 128, 16, 4096),
        options.number("height", 32, 16, 2048));
  }
}
