package org.jiaohao.device.driver.barcode;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.device.codec.barcode.HidPosLayout;
import org.jiaohao.device.codec.barcode.HidPosLayout.Places;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Profiles;

/**
 * A model of reader in HID POS mode.
 *
 * @param layout where it puts a code, or empty when it is asked for its own description
 * @param suffixes bytes that it adds behind a code
 * @param pause how long nothing must come before a code is taken as ended
 */
record HidPosProfile(Optional<HidPosLayout> layout, byte[] suffixes, Duration pause) {
  private static final int MOST = 1023;

  static HidPosProfile load(String name) {
    Profiles.Values values = Profiles.load("hid-pos", name);
    boolean own = values.word("layout", Set.of("device", "fixed")).equals("device");
    return new HidPosProfile(
        own ? Optional.empty() : Optional.of(fixed(name, values)),
        BarcodeProfile.hex(name, values, "suffix"),
        Duration.ofMillis(values.number("pause-ms", 10, 1000)));
  }

  private static HidPosLayout fixed(String name, Profiles.Values values) {
    var places =
        new Places(
            values.numberOrNone("report-id", 1, 255, Places.NONE),
            values.number("report-bytes", 1, MOST),
            values.number("count-at", 0, MOST),
            values.numberOrNone("aim-at", 0, MOST, Places.NONE),
            values.number("data-at", 0, MOST),
            values.number("data-bytes", 1, MOST),
            values.numberOrNone("continued-at", 0, MOST, Places.NONE));
    if (!places.fit()) {
      throw new ConfigurationException(
          "设备型号配置“"
              + name
              + "”中 count-at、aim-at、data-at、data-bytes、continued-at 超出了 report-bytes（字节从 0 数起，含报告编号）",
          "in profile '"
              + name
              + "' count-at, aim-at, data-at with data-bytes, or continued-at lie outside the"
              + " report-bytes (bytes count from 0, the report's id included)");
    }
    return HidPosLayout.of(places);
  }
}
