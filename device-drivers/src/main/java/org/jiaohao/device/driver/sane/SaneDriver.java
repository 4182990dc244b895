package org.jiaohao.device.driver.sane;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/**
 * Scanners of a machine on which saned runs; the address is {@code sane://host[:port][/device]},
 * port 6566 and the first device unless told; options {@code user} and {@code password}. Seen to
 * work with the saned of SANE 1.2.1 and its test scanner; no scanner was at hand.
 */
public final class SaneDriver implements DeviceDriver<DocumentScanner> {
  private static final Pattern ADDRESS =
      Pattern.compile("sane://([^/:\\s]+|\\[[0-9a-fA-F:]+])(?::(\\d{1,5}))?(?:/(.*))?");
  private static final int PORT = 6566;

  @Override
  public String name() {
    return "sane";
  }

  @Override
  public Class<DocumentScanner> kind() {
    return DocumentScanner.class;
  }

  @Override
  public DocumentScanner create(DeviceConfig config, Lines lines, Pace pace) {
    Matcher address = ADDRESS.matcher(String.valueOf(config.address()));
    if (!address.matches()) {
      throw ConfigurationException.of(
          config,
          "地址“" + config.address() + "”不正确，例如 sane://10.0.0.9/ 或 sane://10.0.0.9:6566/设备名",
          "the address '"
              + config.address()
              + "' is wrong; it looks like sane://10.0.0.9/ or sane://10.0.0.9:6566/device");
    }
    int port = address.group(2) == null ? PORT : Integer.parseInt(address.group(2));
    String device = address.group(3) == null ? "" : address.group(3);
    var options = new Options(config);
    var login = new SaneLogin(options.text("user", ""), options.text("password", ""));
    return new SaneScanner(
        config.name(), pace, new SaneLine(address.group(1), port, device), device, login);
  }
}
