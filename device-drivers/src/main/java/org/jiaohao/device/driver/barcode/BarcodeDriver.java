package org.jiaohao.device.driver.barcode;

import java.time.Duration;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.codec.barcode.ScanText;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;

/**
 * Barcode and QR readers; {@code profile} names the make (generic-cr), {@code charset} is auto,
 * utf-8 or gb18030, {@code same-again-ms} (1000) how long a code held before the reader counts
 * once.
 */
public final class BarcodeDriver implements DeviceDriver<BarcodeScanner> {
  @Override
  public String name() {
    return "barcode";
  }

  @Override
  public Class<BarcodeScanner> kind() {
    return BarcodeScanner.class;
  }

  @Override
  public BarcodeScanner create(DeviceConfig config, Lines lines) {
    var options = new Options(config);
    return new BarcodeReader(
        config.name(),
        lines.to(config),
        BarcodeProfile.load(options.profile("generic-cr")),
        options.choice("charset", ScanText.Expect.AUTO),
        Duration.ofMillis(options.number("same-again-ms", 1000, 0, 60_000)));
  }
}
