package org.jiaohao.device.driver.modbus;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/**
 * Displays of seven-bar characters; {@code card-address} (1) is the display's, {@code digits} (6)
 * how many it has, {@code form} {@code text} or {@code segments}.
 */
public final class ModbusDigitsDriver implements DeviceDriver<Sign> {
  private static final int LAST_UNIT = 247;
  private static final int MOST_DIGITS = 16;

  @Override
  public String name() {
    return "modbus-digits";
  }

  @Override
  public Class<Sign> kind() {
    return Sign.class;
  }

  @Override
  public Sign create(DeviceConfig config, Lines lines, Pace pace) {
    var options = new Options(config);
    return new DigitSign(
        config.name(),
        pace,
        lines.to(config),
        options.number("card-address", 1, 1, LAST_UNIT),
        options.number("digits", 6, 2, MOST_DIGITS),
        options.choice("form", DigitSign.Form.TEXT));
  }
}
