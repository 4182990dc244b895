package org.jiaohao.kiosk.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.ItemInfo;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.link.HallMenu;
import org.jiaohao.kiosk.link.Menu;
import org.jiaohao.kiosk.ticket.PrintJob;
import org.jiaohao.kiosk.ticket.TicketService;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The touch pages. */
@Controller
class TouchController {
  private final HallApi api;
  private final HallMenu menu;
  private final TicketService tickets;
  private final PrinterStation station;
  private final LiveState live;
  private final Clock clock;

  TouchController(
      HallApi api,
      HallMenu menu,
      TicketService tickets,
      PrinterStation station,
      LiveState live,
      Clock clock) {
    this.api = api;
    this.menu = menu;
    this.tickets = tickets;
    this.station = station;
    this.live = live;
    this.clock = clock;
  }

  @ModelAttribute
  void common(HttpServletRequest request, Model model) {
    Preferences prefs = Preferences.of(request);
    model.addAttribute("prefs", prefs);
    model.addAttribute("path", request.getRequestURI());
    model.addAttribute("zone", clock.getZone().getId());
    model.addAttribute("live", live.now(prefs));
    menu.current().ifPresent(m -> model.addAttribute("hall", m.hall()));
    if (!model.containsAttribute("tap")) {
      model.addAttribute("tap", UUID.randomUUID().toString());
    }
  }

  @GetMapping("/")
  String start(@ModelAttribute("prefs") Preferences prefs, Model model) {
    Optional<HallApiException> shutOut = api.shutOut();
    if (shutOut.isPresent()) {
      model.addAttribute("trouble", Message.of(shutOut.get()).text(prefs.lang()));
      return "enrol";
    }
    if (!api.enrolled()) {
      return "enrol";
    }
    Optional<Menu> current = menu.current();
    if (current.isEmpty()) {
      return "connecting";
    }
    model.addAttribute("queues", current.get().queues());
    model.addAttribute("hasItems", !current.get().items().isEmpty());
    return "start";
  }

  /** What changes on the pages while nobody touches them; polled every two seconds. */
  @GetMapping("/live")
  @ResponseBody
  LiveState.View live(HttpServletRequest request) {
    return live.now(Preferences.of(request));
  }

  @GetMapping("/items")
  String items(@ModelAttribute("prefs") Preferences prefs, Model model) {
    Optional<Menu> current = menu.current();
    if (current.isEmpty()) {
      return "redirect:" + prefs.link("/");
    }
    List<ItemRow> rows = current.get().items().stream().map(ItemRow::of).toList();
    Map<String, Long> departments = new LinkedHashMap<>();
    rows.forEach(row -> departments.merge(row.item().department(), 1L, Long::sum));
    model.addAttribute("rows", rows);
    model.addAttribute("departments", departments);
    return "items";
  }

  @GetMapping("/items/{code}")
  String item(@PathVariable String code, @ModelAttribute("prefs") Preferences prefs, Model model) {
    Optional<ItemInfo> item = menu.current().flatMap(m -> m.item(code));
    if (item.isEmpty()) {
      return "redirect:" + prefs.link("/items");
    }
    model.addAttribute("item", item.get());
    model.addAttribute(
        "queue", menu.current().flatMap(m -> m.queue(item.get().queue())).orElse(null));
    if (item.get().guideUrl() != null) {
      model.addAttribute("qr", QrSvg.of(item.get().guideUrl()));
    }
    return "item";
  }

  @PostMapping("/draw")
  String draw(
      @ModelAttribute("prefs") Preferences prefs,
      @RequestParam(required = false) String tap,
      @RequestParam(required = false) String queue,
      @RequestParam(required = false) String item) {
    PrintJob job = tickets.draw(new DrawCommand(tap, queue, item, prefs.lang()).order());
    return "redirect:" + prefs.link("/jobs/" + job.id());
  }

  @GetMapping("/jobs/{id}")
  String job(@PathVariable String id, @ModelAttribute("prefs") Preferences prefs, Model model) {
    return panel(id, prefs, model, "job");
  }

  /** The middle of the job's page, fetched again whenever the job has moved on. */
  @GetMapping("/jobs/{id}/panel")
  String jobPanel(
      @PathVariable String id, @ModelAttribute("prefs") Preferences prefs, Model model) {
    return panel(id, prefs, model, "job :: panel");
  }

  /** The citizen wants no paper for a ticket that waits for the printer. */
  @PostMapping("/jobs/{id}/without-paper")
  String withoutPaper(@PathVariable String id, @ModelAttribute("prefs") Preferences prefs) {
    return jobPage(tickets.withoutPaper(id), prefs);
  }

  /** The citizen goes on waiting for the paper. */
  @PostMapping("/jobs/{id}/keep-waiting")
  String keepWaiting(@PathVariable String id, @ModelAttribute("prefs") Preferences prefs) {
    return jobPage(tickets.keepWaiting(id), prefs);
  }

  private static String jobPage(Optional<PrintJob> job, Preferences prefs) {
    return "redirect:" + prefs.link(job.map(j -> "/jobs/" + j.id()).orElse("/"));
  }

  private String panel(String id, Preferences prefs, Model model, String view) {
    Optional<PrintJob> job = tickets.job(id);
    if (job.isEmpty()) {
      return "redirect:" + prefs.link("/");
    }
    model.addAttribute("job", job.get());
    model.addAttribute("paperOut", station.view().paperOut());
    model.addAttribute("tap", id);
    if (job.get().ticket() != null && job.get().ticket().statusUrl() != null) {
      model.addAttribute("qr", QrSvg.of(job.get().ticket().statusUrl()));
    }
    return view;
  }

  @PostMapping("/enrol")
  String enrol(@ModelAttribute("prefs") Preferences prefs, @RequestParam String code, Model model) {
    if (api.enrolled() && api.shutOut().isEmpty()) {
      return "redirect:" + prefs.link("/");
    }
    try {
      api.enrol(code.strip());
    } catch (HallApiException e) {
      model.addAttribute("trouble", Message.of(e).text(prefs.lang()));
      return "enrol";
    }
    menu.refresh();
    return "redirect:" + prefs.link("/");
  }

  @ExceptionHandler
  String refused(
      KioskException e, HttpServletRequest request, HttpServletResponse response, Model model) {
    common(request, model);
    response.setStatus(e.status());
    model.addAttribute("trouble", e.userMessage().text(Preferences.language(request)));
    return "trouble";
  }

  /**
   * An item with what search looks at.
   *
   * @param item the item
   * @param key names in lower case and the pinyin initials of the Chinese name
   */
  record ItemRow(ItemInfo item, String key) {
    static ItemRow of(ItemInfo item) {
      String names = item.name() + ' ' + (item.nameEn() == null ? "" : item.nameEn());
      return new ItemRow(
          item, names.toLowerCase(java.util.Locale.ROOT) + ' ' + PinyinInitials.of(item.name()));
    }
  }
}
