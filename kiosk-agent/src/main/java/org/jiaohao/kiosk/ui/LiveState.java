package org.jiaohao.kiosk.ui;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallTime;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.device.PrinterView;
import org.jiaohao.kiosk.link.HallMenu;
import org.jiaohao.kiosk.link.Menu;
import org.jiaohao.kiosk.ticket.TicketService;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The moving part of the pages, in the citizen's language. */
@Component
class LiveState {
  private final HallApi api;
  private final HallMenu menu;
  private final TicketService tickets;
  private final PrinterStation station;
  private final HallTime time;
  private final MessageSource messages;

  LiveState(
      HallApi api,
      HallMenu menu,
      TicketService tickets,
      PrinterStation station,
      HallTime time,
      MessageSource messages) {
    this.api = api;
    this.menu = menu;
    this.tickets = tickets;
    this.station = station;
    this.time = time;
    this.messages = messages;
  }

  /**
   * What the page shows.
   *
   * @param version changes when the page must be fetched again
   * @param canDraw whether a number can be drawn now
   * @param stop why not, or null
   * @param hint what else to know, or null
   * @param queues load of each queue by its id
   * @param now the hall's time, milliseconds since 1970
   */
  record View(
      String version,
      boolean canDraw,
      String stop,
      String hint,
      Map<String, Load> queues,
      long now) {}

  /**
   * Load of a queue.
   *
   * @param waiting people waiting, or an en dash when not known
   * @param windows how many windows are open
   */
  record Load(String waiting, String windows) {}

  View now(Preferences prefs) {
    Locale locale = Locale.of(prefs.lang());
    Optional<Menu> current = menu.current();
    String version =
        (api.enrolled() && api.shutOut().isEmpty() ? "e" : "n")
            + current.map(Menu::version).orElse(0);
    boolean reachable = menu.serverReachable();
    String stop =
        api.shutOut()
            .map(Message::of)
            .or(tickets::trouble)
            .map(message -> message.text(prefs.lang()))
            .orElse(reachable ? null : text("live.away", locale));
    Map<String, Load> loads = new LinkedHashMap<>();
    current.ifPresent(m -> m.queues().forEach(q -> loads.put(q.id(), load(q, reachable, locale))));
    return new View(version, stop == null, stop, hint(locale), loads, time.now().toEpochMilli());
  }

  private Load load(QueueInfo queue, boolean known, Locale locale) {
    if (!known) {
      return new Load("–", "");
    }
    String windows =
        queue.openWindows() == 0
            ? text("queue.closed", locale)
            : text("queue.open", locale, queue.openWindows());
    return new Load(Integer.toString(queue.waiting()), windows);
  }

  /**
   * Why no paper comes, shown before the citizen draws. What staff should do is not for citizens;
   * it is on the hall's devices page.
   */
  private String hint(Locale locale) {
    PrinterView printer = station.view();
    if (!printer.configured()) {
      return text("live.no-printer", locale);
    }
    if (printer.usable()) {
      return null;
    }
    return text(printer.paperOut() ? "live.no-paper" : "live.no-print", locale);
  }

  private String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
