package org.jiaohao.device.driver.ipp;

import java.util.Optional;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.http.HttpAddress;
import org.jiaohao.device.driver.http.HttpLine;

/**
 * Printers by IPP, and queues of CUPS: {@code ipp://10.0.0.8/ipp/print}, {@code
 * ipp://127.0.0.1/printers/office}, {@code ipps://} for TLS; port 631 unless told. A Windows
 * machine can share its printers so, too. {@code profile} names the habits of a model. Verified
 * against the messages of RFC 8010, ippeveprinter of CUPS, and the emulator, which ipptool accepts;
 * no printer was at hand.
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
    return create(config, pace, PdfPages.find());
  }

  static PagePrinter create(DeviceConfig config, Pace pace, Optional<PdfPages> drawer) {
    HttpAddress address = HttpAddress.of(config, "/ipp/print", "ipp", "ipps");
    var profile = IppProfile.load(new Options(config).profile("generic"));
    var line = new HttpLine(address, config, profile.host());
    return new IppPrinter(
        config.name(), pace, new IppLink(line, profile.version()), profile, drawer);
  }
}
