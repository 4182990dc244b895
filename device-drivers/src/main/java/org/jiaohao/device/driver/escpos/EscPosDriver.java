package org.jiaohao.device.driver.escpos;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/** Receipt printers that speak ESC/POS; {@code profile} names the model, generic-80mm is usual. */
public final class EscPosDriver implements DeviceDriver<TicketPrinter> {
  @Override
  public String name() {
    return "escpos";
  }

  @Override
  public Class<TicketPrinter> kind() {
    return TicketPrinter.class;
  }

  @Override
  public TicketPrinter create(DeviceConfig config, Lines lines, Pace pace) {
    String profile = new Options(config).profile("generic-80mm");
    return new EscPosPrinter(config.name(), pace, lines.to(config), PrinterProfile.load(profile));
  }
}
