package org.jiaohao.kiosk.ticket;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.link.HallMenu;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts of drawing and printing together. */
@Configuration(proxyBeanMethods = false)
class TicketConfiguration {
  private static final Logger log = LoggerFactory.getLogger(TicketConfiguration.class);

  @Bean
  TicketService ticketService(
      HallApi api,
      HallLink link,
      HallMenu menu,
      PrinterStation station,
      DeviceReports reports,
      AgentSettings settings,
      JsonMapper json,
      Clock clock,
      Patience patience,
      @Value("${jiaohao.ticket.logo:}") String logo)
      throws IOException {
    JsonMapper keepingOffsets =
        json.rebuild().disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE).build();
    Jobs jobs = new Jobs(new JobJournal(settings.dataDir(), keepingOffsets, clock), link, clock);
    TicketDrawing drawing =
        new TicketDrawing(api, jobs, settings.agentId(), patience, menu::refresh);
    TicketPrinting printing =
        new TicketPrinting(
            api, jobs, station, new TicketLayout(clock.getZone(), picture(logo)), patience);
    Recovery recovery = new Recovery(jobs, drawing, printing, patience);
    TicketService tickets =
        new TicketService(
            api,
            jobs,
            drawing,
            printing,
            recovery,
            new DiskWatch(reports, jobs::diskTrouble),
            menu::serverReachable,
            patience);
    tickets.start();
    station.onUsable(tickets::printWaiting);
    return tickets;
  }

  @Bean
  Patience patience(@Value("${jiaohao.ticket.paper-wait}") Duration paperWait) {
    return Patience.normal(paperWait);
  }

  /** A logo that cannot be read never keeps a ticket from being printed. */
  static Optional<BufferedImage> picture(String file) {
    if (file.isBlank()) {
      return Optional.empty();
    }
    try {
      BufferedImage image = ImageIO.read(new File(file));
      if (image != null) {
        return Optional.of(image);
      }
      log.error("号票标志图片 {} 不是 PNG 或 JPEG，号票不带标志 / no PNG or JPEG picture: {}", file, file);
    } catch (IOException e) {
      log.error("无法读取号票标志图片 {}，号票不带标志 / the logo cannot be read: {}", file, e.getMessage());
    }
    return Optional.empty();
  }

  @Bean
  Reprinting reprinting(TicketService tickets, HallLink link, Patience patience) {
    Reprinting reprinting =
        new Reprinting(tickets, patience.forServer().plus(patience.forPrint().multipliedBy(2)));
    link.onCommand("reprint-ticket", ReprintTicket.class, reprinting::handle);
    return reprinting;
  }
}
