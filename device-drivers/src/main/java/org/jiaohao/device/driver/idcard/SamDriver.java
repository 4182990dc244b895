package org.jiaohao.device.driver.idcard;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.IdReader;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Pace;

/** ID card readers with a SAM_V module on a serial line, usually 115200 baud. */
public final class SamDriver implements DeviceDriver<IdReader> {
  @Override
  public String name() {
    return "id-sam";
  }

  @Override
  public Class<IdReader> kind() {
    return IdReader.class;
  }

  @Override
  public IdReader create(DeviceConfig config, Lines lines, Pace pace) {
    return new SamReader(config.name(), pace, lines.to(config));
  }
}
