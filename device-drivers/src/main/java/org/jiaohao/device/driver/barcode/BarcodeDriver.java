package org.jiaohao.device.driver.barcode;

import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/**
 * Barcode and QR readers on serial lines and USB-COM; {@code profile} names the make (generic-cr),
 * {@code aim} whether codes begin with their AIM identifier (as the profile has it), {@code
 * charset} is auto, utf-8 or gb18030, {@code same-again-ms} (1000) how long a code held before the
 * reader counts once.
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
  public BarcodeScanner create(DeviceConfig config, Lines lines, Pace pace) {
    BarcodeProfile profile = ReaderOptions.profile(new Options(config), "generic-cr");
    Talk.Opening opening =
        () -> profile.ssi() ? new SsiTalk(profile.pause()) : new TextTalk(profile);
    return ReaderOptions.reader(config, lines, pace, opening, profile.pause());
  }
}
