package org.jiaohao.kiosk;

import java.time.Clock;
import java.util.Optional;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallLink;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.link.HallMenu;
import org.jiaohao.kiosk.ticket.TicketDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts of the kiosk together and starts them in order. */
@Configuration(proxyBeanMethods = false)
class KioskConfiguration {
  private static final Logger log = LoggerFactory.getLogger(KioskConfiguration.class);
  private static final String PRINTER = "ticket-printer";

  @Bean
  PrinterStation printerStation(
      AgentSettings settings, HallLink link, DeviceBench bench, Clock clock) {
    for (DeviceConfig device : settings.devices()) {
      if (!device.name().equals(PRINTER)) {
        log.warn(
            "Device {} is not used: this kiosk drives the device named {} only",
            device.name(),
            PRINTER);
      }
    }
    Optional<TicketPrinter> printer =
        settings.devices().stream()
            .filter(device -> device.name().equals(PRINTER))
            .findFirst()
            .map(config -> Drivers.create(TicketPrinter.class, config));
    printer.ifPresent(bench::add);
    return new PrinterStation(printer, link, clock);
  }

  @Bean
  HallMenu hallMenu(HallApi api, HallLink link, AgentSettings settings, JsonMapper json) {
    return new HallMenu(api, link, settings.dataDir(), json);
  }

  /** The printer opens first, so that tickets left from the last run can be printed. */
  @Bean
  ApplicationRunner starter(PrinterStation station, HallMenu menu, TicketDesk desk) {
    return arguments -> {
      station.open();
      menu.start();
      desk.start();
    };
  }
}
