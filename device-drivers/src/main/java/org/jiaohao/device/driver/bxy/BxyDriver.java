package org.jiaohao.device.driver.bxy;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.http.HttpLine;

/**
 * Signs with an Onbon BX-Y card; the address is {@code http://host}, {@code password} (guest) is
 * the card's, {@code width} (128) and {@code height} (32) are lamps.
 */
public final class BxyDriver implements DeviceDriver<Sign> {
  @Override
  public String name() {
    return "onbon-y";
  }

  @Override
  public Class<Sign> kind() {
    return Sign.class;
  }

  @Override
  public Sign create(DeviceConfig config, Lines lines, Pace pace) {
    var options = new Options(config);
    return new BxySign(
        config.name(),
        pace,
        HttpLine.of(config),
        options.text("password", "guest"),
        options.number("width", 128, 16, 4096),
        options.number("height", 32, 16, 2048));
  }
}
