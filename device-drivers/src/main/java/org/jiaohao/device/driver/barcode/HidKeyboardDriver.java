package org.jiaohao.device.driver.barcode;

import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/**
 * Readers that type like a keyboard (keyboard wedge), on Linux: {@code
 * input:/dev/input/by-id/…-event-kbd}. The reader is taken for this program alone. The reader must
 * be set to the US keyboard; Chinese cannot be typed, USB-COM or HID POS carry it. Options as of
 * {@link BarcodeDriver}, {@code profile} is keyboard or keyboard-idle. Verified against the HID
 * usage tables and Linux's own constants, not on a device.
 */
public final class HidKeyboardDriver implements DeviceDriver<BarcodeScanner> {
  @Override
  public String name() {
    return "hid-keyboard";
  }

  @Override
  public Class<BarcodeScanner> kind() {
    return BarcodeScanner.class;
  }

  @Override
  public BarcodeScanner create(DeviceConfig config, Lines lines, Pace pace) {
    BarcodeProfile profile = ReaderOptions.profile(new Options(config), "keyboard");
    if (profile.ssi()) {
      throw ConfigurationException.of(
          config,
          "键盘方式的扫码器不使用 SSI，profile 应为 keyboard 或 keyboard-idle",
          "a reader that types does not speak SSI; profile must be keyboard or keyboard-idle");
    }
    return ReaderOptions.reader(
        config, lines, pace, () -> new KeyboardTalk(profile), profile.pause());
  }
}
