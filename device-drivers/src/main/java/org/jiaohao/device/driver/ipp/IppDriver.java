package org.jiaohao.device.driver.ipp;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.http.HttpLine;

/**
 * Printers that take PDF by IPP, and queues of CUPS: {@code ipp://10.0.0.8/ipp/print}, {@code
 * ipp://127.0.0.1/printers/office}; port 631 unless told. A Windows machine can share its printers
 * so, too. Verified against the messages of RFC 8010, ippeveprinter of CUPS, and the emulator,
 * which ipptool accepts; no printer was at hand.
 */
public final class IppDriver implements DeviceDriver<PagePrinter> {
  private static final Pattern ADDRESS = Pattern.compile("ipp://([^/:\\s]+)(?::(\\d{1,5}))?(/.*)");
  private static final String PORT = "631";

  @Override
  public String name() {
    return "ipp";
  }

  @Override
  public Class<PagePrinter> kind() {
    return PagePrinter.class;
  }

  @Override
  public PagePrinter create(DeviceConfig config, Lines lines, Pace pace) {
    Matcher address = ADDRESS.matcher(String.valueOf(config.address()));
    if (!address.matches()) {
      throw ConfigurationException.of(
          config,
          "地址“" + config.address() + "”不正确，例如 ipp://10.0.0.8/ipp/print",
          "the address '"
              + config.address()
              + "' is wrong; it looks like ipp://10.0.0.8/ipp/print");
    }
    String port = address.group(2) == null ? PORT : address.group(2);
    URI at = HttpLine.uri("http://" + address.group(1) + ":" + port + address.group(3));
    return new IppPrinter(config.name(), pace, at.toString().replaceFirst("http", "ipp"), at);
  }
}
