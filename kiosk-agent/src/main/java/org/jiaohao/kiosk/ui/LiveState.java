package org.jiaohao.kiosk.ui;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.agent.HallApi;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.kiosk.Notice;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.device.PrinterView;
import org.jiaohao.kiosk.link.HallMenu;
import org.jiaohao.kiosk.link.Menu;
import org.jiaohao.kiosk.ticket.TicketDesk;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The moving part of the pages, in the citizen's language. */
@Component
class LiveState {
  private final HallApi api;
  private final HallMenu menu;
  private final TicketDesk desk;
  private final PrinterStation station;
  private final MessageSource messages;

  LiveState(
      HallApi api, HallMenu menu, TicketDesk desk, PrinterStation station, MessageSource messages) {
    this.api = api;
    this.menu = menu;
    this.desk = desk;
    this.station = station;
    this.messages = messages;
  }

  /**
   * What the page shows.
   *
   * @param version changes when the page must be fetched anew
   * @param canDraw whether a number can be drawn now
   * @param stop why not, or null
   * @param hint what else to know, or null
   * @param queues load of each queue by its id
   */
  record View(
      String version, boolean canDraw, String stop, String hint, Map<String, Load> queues) {}

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
    String version = (api.enrolled() ? "e" : "n") + current.map(Menu::version).orElse(0);
    boolean reachable = menu.serverReachable();
    String stop =
        desk.trouble()
            .map(notice -> notice.text(prefs.lang()))
            .orElse(reachable ? null : text("live.away", locale));
    Map<String, Load> loads = new LinkedHashMap<>();
    current.ifPresent(m -> m.queues().forEach(q -> loads.put(q.id(), load(q, reachable, locale))));
    return new View(version, stop == null, stop, hint(prefs, locale), loads);
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

  /** The citizen is told only of what keeps the paper from coming out. */
  private String hint(Preferences prefs, Locale locale) {
    PrinterView printer = station.view();
    if (!printer.configured()) {
      return text("live.no-printer", locale);
    }
    if (printer.usable()) {
      return null;
    }
    Notice notice = printer.notice();
    return text("live.no-paper", locale)
        + (notice == null ? "" : " " + text("live.staff", locale, notice.text(prefs.lang())));
  }

  private String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
