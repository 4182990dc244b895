package org.jiaohao.device.driver.escl;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.http.HttpAddress;
import org.jiaohao.device.driver.http.HttpLine;

/**
 * Network scanners by eSCL; the address is {@code http://host[:port]/eSCL}, or {@code https://}.
 */
public final class EsclDriver implements DeviceDriver<DocumentScanner> {
  @Override
  public String name() {
    return "escl";
  }

  @Override
  public Class<DocumentScanner> kind() {
    return DocumentScanner.class;
  }

  @Override
  public DocumentScanner create(DeviceConfig config, Lines lines, Pace pace) {
    EsclHabits habits = EsclHabits.load(new Options(config).profile("generic"));
    HttpAddress address = HttpAddress.of(config, "/eSCL", "http", "https");
    var line = new HttpLine(address, config, habits.host());
    return new EsclScanner(config.name(), pace, line, habits);
  }
}
