package org.jiaohao.device.driver.barcode;

import java.util.Optional;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.codec.barcode.HidPosLayout;
import org.jiaohao.device.codec.barcode.ReportDescriptor;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.transport.Address;
import org.jiaohao.device.transport.HidDevices;
import org.jiaohao.device.transport.TransportException;

/**
 * Readers in HID POS mode, on Linux: {@code hid:/dev/hidraw0} or {@code hid:usb-vid=0c2e,pid=0b61},
 * where several devices call themselves so also with {@code ,serial=…} or {@code ,at=…}. Where the
 * reader puts what is read from its own report descriptor ({@code profile=auto}); the other
 * profiles tell it in words, for readers whose descriptor is wrong. {@code charset} and {@code
 * same-again-ms} as of {@link BarcodeDriver}. The trigger does nothing. Verified against the HID
 * Point of Sale Usage Tables and layouts in makers' guides, not on a device.
 */
public final class HidPosDriver implements DeviceDriver<BarcodeScanner> {
  @Override
  public String name() {
    return "hid-pos";
  }

  @Override
  public Class<BarcodeScanner> kind() {
    return BarcodeScanner.class;
  }

  @Override
  public BarcodeScanner create(DeviceConfig config, Lines lines, Pace pace) {
    HidPosProfile profile = HidPosProfile.load(new Options(config).profile("auto"));
    Optional<HidPosLayout> told = profile.layout();
    if (told.isEmpty() && !config.address().startsWith("hid:")) {
      throw ConfigurationException.of(
          config,
          "地址应为 hid:/dev/hidraw0 或 hid:usb-vid=…,pid=…（运行 devices scan 可查看）",
          "the address must be hid:/dev/hidraw0 or hid:usb-vid=…,pid=…; devices scan shows it");
    }
    Talk.Opening opening =
        () ->
            (told.isPresent() ? told : asked(config))
                .map(layout -> new HidPosTalk(layout, profile.suffixes()))
                .orElse(null);
    return ReaderOptions.reader(config, lines, pace, opening, profile.pause());
  }

  private static Optional<HidPosLayout> asked(DeviceConfig config) throws TransportException {
    byte[] descriptor = HidDevices.descriptor(Address.parse(config.address()).target());
    return HidPosLayout.of(new ReportDescriptor(descriptor));
  }
}
