package org.jiaohao.device.driver.barcode;

import java.time.Duration;
import java.util.HexFormat;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.codec.barcode.HidPosLayout;
import org.jiaohao.device.codec.barcode.ReportDescriptor;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.Profiles;
import org.jiaohao.device.transport.Address;
import org.jiaohao.device.transport.HidDevices;
import org.jiaohao.device.transport.TransportException;

/**
 * Readers in HID POS mode, on Linux: {@code hid:/dev/hidraw0} or {@code hid:usb-vid=0c2e,pid=0b61}.
 * Where the reader puts what is read from its own report descriptor ({@code profile=auto}); the
 * other profiles carry a descriptor for readers that tell a wrong one. {@code charset} and {@code
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
    String name = new Options(config).profile("auto");
    Profiles.Values values = Profiles.load("hid-pos", name);
    var pause = Duration.ofMillis(values.number("pause-ms", 10, 1000));
    String descriptor = values.text("descriptor");
    if (descriptor.equals("device")) {
      if (!config.address().startsWith("hid:")) {
        throw ConfigurationException.of(
            config,
            "地址应为 hid:/dev/hidraw0 或 hid:usb-vid=…,pid=…（运行 devices scan 可查看）",
            "the address must be hid:/dev/hidraw0 or hid:usb-vid=…,pid=…; devices scan shows it");
      }
      return ReaderOptions.reader(config, lines, pace, () -> asked(config), pause);
    }
    HidPosLayout layout = layout(name, descriptor);
    return ReaderOptions.reader(config, lines, pace, () -> new HidPosTalk(layout), pause);
  }

  private static Talk asked(DeviceConfig config) throws TransportException {
    byte[] descriptor = HidDevices.descriptor(Address.parse(config.address()).target());
    return HidPosLayout.of(new ReportDescriptor(descriptor)).map(HidPosTalk::new).orElse(null);
  }

  private static HidPosLayout layout(String name, String descriptor) {
    try {
      byte[] bytes = HexFormat.of().parseHex(descriptor.replaceAll("\\s", ""));
      return HidPosLayout.of(new ReportDescriptor(bytes)).orElseThrow(() -> bad(name));
    } catch (IllegalArgumentException e) {
      throw bad(name);
    }
  }

  private static ConfigurationException bad(String name) {
    return new ConfigurationException(
        "设备型号配置“" + name + "”中 descriptor 应为 device，或含 8C 页 FE 字段的报告描述符（十六进制）",
        "in profile '"
            + name
            + "' descriptor must be device, or a report descriptor in hex with the field FE of page"
            + " 8C");
  }
}
