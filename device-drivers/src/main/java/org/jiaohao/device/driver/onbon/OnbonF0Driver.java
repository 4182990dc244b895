package org.jiaohao.device.driver.onbon;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/**
 * Strips and boards with an Onbon BX card that has dynamic areas (BX-5E, 5Q+, 6E, 6Q). The profile
 * names the model (6e1). Options: {@code card-address} (1), {@code width} (128) and {@code height}
 * (32) in lamps, {@code colors} of a screen with 1 or 2 colours of lamps.
 */
public final class OnbonF0Driver implements DeviceDriver<Sign> {
  @Override
  public String name() {
    return DynamicProfile.FAMILY;
  }

  @Override
  public Class<Sign> kind() {
    return Sign.class;
  }

  @Override
  public Sign create(DeviceConfig config, Lines lines, Pace pace) {
    var options = new Options(config);
    var profile = DynamicProfile.load(options.profile("6e1"));
    if (profile.colors() < 3) {
      profile = profile.withColors(options.number("colors", profile.colors(), 1, 2));
    }
    var card =
        new DynamicCard(
            options.number("card-address", 1, 1, 0xfffd),
            options.number("width", 128, 8, 4096),
            options.number("height", 32, 8, 1024),
            profile);
    return new OnbonSign(config.name(), pace, lines.to(config), card);
  }
}
