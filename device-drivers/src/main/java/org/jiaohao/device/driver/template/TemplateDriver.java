package org.jiaohao.device.driver.template;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/** One-way signs whose frames {@code profile} describes; {@code card-address} (1) is the sign's. */
public final class TemplateDriver implements DeviceDriver<Sign> {
  @Override
  public String name() {
    return "template";
  }

  @Override
  public Class<Sign> kind() {
    return Sign.class;
  }

  @Override
  public Sign create(DeviceConfig config, Lines lines, Pace pace) {
    var options = new Options(config);
    return new TemplateSign(
        config.name(),
        pace,
        lines.to(config),
        TemplateProfile.load(options.profile("pinganlihe-strip")),
        options.number("card-address", 1, 0, 0xffff));
  }
}
