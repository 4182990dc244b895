package org.jiaohao.device.driver.callpad;

import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/**
 * Keypads that look like a keyboard, on Linux: {@code input:/dev/input/by-path/…-event-kbd}. {@code
 * profile} says what the keys mean. The keypad is taken for this program alone. Two of one make
 * have no number of their own: name them by their USB socket ({@code by-path}) and label the
 * sockets. Verified against Linux's own constants, not on a device.
 */
public final class KeypadDriver implements DeviceDriver<CallPad> {
  @Override
  public String name() {
    return "keypad";
  }

  @Override
  public Class<CallPad> kind() {
    return CallPad.class;
  }

  @Override
  public CallPad create(DeviceConfig config, Lines lines, Pace pace) {
    String profile = new Options(config).profile("number-pad");
    return new Keypad(config.name(), pace, lines.to(config), KeypadProfile.load(profile));
  }
}
