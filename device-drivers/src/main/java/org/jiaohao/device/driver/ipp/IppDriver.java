package org.jiaohao.device.driver.ipp;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.http.HostHeader;
import org.jiaohao.device.driver.http.HttpAddress;
import org.jiaohao.device.driver.http.HttpLine;

/**
 * Printers that take PDF by IPP, and queues of CUPS: {@code ipp://10.0.0.8/ipp/print}, {@code
 * ipp://127.0.0.1/printers/office}, {@code ipps://} for TLS; port 631 unless told. A Windows
 * machine can share its printers so, too. Verified against the messages of RFC 8010, ippeveprinter
 * of CUPS, and the emulator, which ipptool accepts; no printer was at hand.
 */
public final class IppDriver implements DeviceDriver<PagePrinter> {
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
    HttpAddress address = HttpAddress.of(config, "/ipp/print", "ipp", "ipps");
    var line = new HttpLine(address, config, HostHeader.USUAL);
    String printer = address.uri().toString().replaceFirst("http", "ipp");
    return new IppPrinter(config.name(), pace, printer, line);
  }
}
