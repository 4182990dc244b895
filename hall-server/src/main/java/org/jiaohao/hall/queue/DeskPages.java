package org.jiaohao.hall.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.item.Item;
import org.jiaohao.hall.item.Items;
import org.jiaohao.hall.pages.Looks;
import org.jiaohao.hall.pages.PageController;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The guide desk at the entrance (R012): every action within three touches. */
@PageController
class DeskPages {
  private static final int MOST_HITS = 8;
  private static final int LAST_TICKETS = 6;

  private final Halls halls;
  private final Items items;
  private final TicketViews tickets;
  private final Alerts alerts;
  private final TicketPrinters printers;

  DeskPages(Halls halls, Items items, TicketViews tickets, Alerts alerts, TicketPrinters printers) {
    this.halls = halls;
    this.items = items;
    this.tickets = tickets;
    this.alerts = alerts;
    this.printers = printers;
  }

  @May(Right.GUIDE_PEOPLE)
  @GetMapping("/desk/{hall}")
  String desk(@PathVariable("hall") String id, Model model) {
    live(id, model);
    found(id, "", model);
    alerts(id, model);
    model.addAttribute("reasons", TicketDesk.PRIORITY_REASONS.stream().sorted().toList());
    model.addAttribute("kiosks", printers.kiosks(id));
    return "queue/desk";
  }

  /** Queues with their load. */
  @May(Right.GUIDE_PEOPLE)
  @GetMapping("/desk/{hall}/live")
  String live(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    model.addAttribute("queues", tickets.queues(hall));
    return "queue/desk-live :: live";
  }

  /** Tickets of the day by a part of their number; the last drawn without one. */
  @May(Right.GUIDE_PEOPLE)
  @GetMapping("/desk/{hall}/tickets")
  String found(
      @PathVariable("hall") String id,
      @RequestParam(defaultValue = "") String number,
      Model model) {
    model.addAttribute("asked", !number.isBlank());
    model.addAttribute("ticketLook", Looks.OF_TICKET);
    model.addAttribute(
        "tickets", tickets.search(id, number.strip()).stream().limit(LAST_TICKETS).toList());
    return "queue/tickets :: found";
  }

  /** Items that hold all the words. */
  @May(Right.GUIDE_PEOPLE)
  @GetMapping("/desk/{hall}/items")
  String items(
      @PathVariable("hall") String id, @RequestParam(defaultValue = "") String q, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    if (q.isBlank()) {
      return "queue/items :: none";
    }
    List<String> words = Arrays.asList(q.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    model.addAttribute("offers", items.offers(hall));
    model.addAttribute(
        "items",
        items.of(hall).stream()
            .filter(item -> words.stream().allMatch(searchText(item)::contains))
            .limit(MOST_HITS)
            .toList());
    return "queue/items :: items";
  }

  private static String searchText(Item item) {
    return String.join(" ", item.code(), item.name(), item.nameEn(), item.department())
        .toLowerCase(Locale.ROOT);
  }

  /** What staff must act on. */
  @May(Right.GUIDE_PEOPLE)
  @GetMapping("/desk/{hall}/alerts")
  String alerts(@PathVariable("hall") String id, Model model) {
    halls.get(id);
    model.addAttribute("alerts", alerts.open(id));
    return "queue/alerts :: alerts";
  }
}
