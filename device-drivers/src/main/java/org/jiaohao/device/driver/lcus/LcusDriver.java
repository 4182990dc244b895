package org.jiaohao.device.driver.lcus;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Lights;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/** Lamps on LCUS relay boards; {@code lights} (4) is the number of relays. */
public final class LcusDriver implements DeviceDriver<Lights> {
  private static final int MOST = 32;

  @Override
  public String name() {
    return "lcus-lights";
  }

  @Override
  public Class<Lights> kind() {
    return Lights.class;
  }

  @Override
  public Lights create(DeviceConfig config, Lines lines, Pace pace) {
    int lights = new Options(config).number("lights", 4, 1, MOST);
    return new LcusLights(config.name(), pace, lines.to(config), lights);
  }
}
