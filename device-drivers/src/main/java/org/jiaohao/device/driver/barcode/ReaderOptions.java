package org.jiaohao.device.driver.barcode;

import java.time.Duration;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.codec.barcode.ScanText;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/** Options of all readers, however they are connected. */
final class ReaderOptions {
  private ReaderOptions() {}

  /** The profile of a reader that sends text; the option {@code aim} overrides the profile's. */
  static BarcodeProfile profile(Options options, String usual) {
    BarcodeProfile profile = BarcodeProfile.load(options.profile(usual));
    return profile.withAim(options.flag("aim", profile.aim()));
  }

  /** A reader with the options {@code charset} and {@code same-again-ms}. */
  static BarcodeReader reader(
      DeviceConfig config, Lines lines, Pace pace, Talk.Opening opening, Duration pause) {
    var options = new Options(config);
    return new BarcodeReader(
        config.name(),
        pace,
        lines.to(config),
        opening,
        pause,
        options.choice("charset", ScanText.Expect.AUTO),
        Duration.ofMillis(options.number("same-again-ms", 1000, 0, 60_000)));
  }
}
