package org.jiaohao.kiosk;

import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallLink;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.link.HallMenu;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts of the kiosk together. */
@Configuration(proxyBeanMethods = false)
class KioskConfiguration {
  /** The printer opens before the first page is served, so that no ticket misses it. */
  @Bean
  PrinterStation printerStation(AgentSettings settings, DeviceReports reports, DeviceBench bench) {
    return PrinterStation.open(settings.devices(), reports, bench);
  }

  @Bean
  HallMenu hallMenu(HallApi api, HallLink link, AgentSettings settings, JsonMapper json) {
    return new HallMenu(api, link, settings.dataDir(), json);
  }

  @Bean
  ApplicationRunner starter(HallMenu menu) {
    return arguments -> menu.start();
  }
}
