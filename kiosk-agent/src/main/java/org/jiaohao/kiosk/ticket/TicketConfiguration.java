package org.jiaohao.kiosk.ticket;

import java.io.IOException;
import java.time.Clock;
import org.jiaohao.client.AgentSettings;
import org.jiaohao.client.HallApi;
import org.jiaohao.client.HallLink;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.link.HallMenu;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts the desk together. */
@Configuration(proxyBeanMethods = false)
class TicketConfiguration {
  @Bean
  TicketDesk ticketDesk(
      HallApi api,
      HallLink link,
      HallMenu menu,
      PrinterStation station,
      AgentSettings settings,
      JsonMapper json,
      Clock clock)
      throws IOException {
    JsonMapper keepingOffsets =
        json.rebuild().disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE).build();
    Jobs jobs = new Jobs(new JobJournal(settings.dataDir(), keepingOffsets, clock), link, clock);
    Patience patience = Patience.NORMAL;
    TicketDrawing drawing =
        new TicketDrawing(api, jobs, settings.agentId(), patience, menu::refresh);
    TicketPrinting printing =
        new TicketPrinting(jobs, station, new TicketLayout(clock.getZone()), patience);
    Recovery recovery = new Recovery(jobs, drawing, printing, patience);
    return new TicketDesk(api, jobs, drawing, printing, recovery, menu::serverReachable);
  }

  @Bean
  Reprinting reprinting(TicketDesk desk, HallLink link) {
    Reprinting reprinting =
        new Reprinting(
            desk, Patience.NORMAL.forServer().plus(Patience.NORMAL.forPrint().multipliedBy(2)));
    link.onCommand("reprint-ticket", ReprintTicket.class, reprinting::handle);
    return reprinting;
  }
}
