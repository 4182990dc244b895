package org.jiaohao.hall.pages;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.device.AgentRegistry;
import org.jiaohao.hall.device.Alerts;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.window.WindowViews;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The county's halls, and windows, queues and floor plan of one (R002, R006, R009). */
@Controller
class ManagePages {
  private final Halls halls;
  private final WindowViews windows;
  private final TicketViews tickets;
  private final HallLoads loads;
  private final AgentRegistry agents;
  private final Alerts alerts;

  ManagePages(
      Halls halls,
      WindowViews windows,
      TicketViews tickets,
      HallLoads loads,
      AgentRegistry agents,
      Alerts alerts) {
    this.halls = halls;
    this.windows = windows;
    this.tickets = tickets;
    this.loads = loads;
    this.agents = agents;
    this.alerts = alerts;
  }

  /** All halls the person may manage; straight to the hall when it is one. */
  @GetMapping("/manage")
  String halls(Model model) {
    List<HallLoads.HallLoad> rows = mine();
    String start = StaffActor.has(Role.MANAGER, Role.ADMIN) ? "plan" : "devices";
    if (rows.size() == 1) {
      return "redirect:/manage/" + rows.getFirst().id() + "/" + start;
    }
    table(model);
    return "manage/halls";
  }

  private List<HallLoads.HallLoad> mine() {
    return loads.all().stream().filter(hall -> StaffActor.mayTouch(hall.id())).toList();
  }

  /** The table alone, fetched every few seconds. */
  @GetMapping(value = "/manage", params = "part=table")
  String table(Model model) {
    model.addAttribute("start", StaffActor.has(Role.MANAGER, Role.ADMIN) ? "plan" : "devices");
    model.addAttribute("rows", mine());
    return "manage/halls-table :: table";
  }

  @GetMapping("/manage/{hall}/plan")
  String plan(@PathVariable("hall") String id, Model model) {
    livePlan(id, model);
    return "manage/plan";
  }

  /** The plan alone, fetched every few seconds. */
  @GetMapping("/manage/{hall}/plan/live")
  String livePlan(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    model.addAttribute("look", Looks.OF_WINDOW);
    model.addAttribute("agentLook", Looks.OF_AGENT);
    model.addAttribute("alerts", alerts.open(id));
    model.addAttribute("zones", Zone.of(hall, windows.list(id), agents.of(id)));
    model.addAttribute("waiting", tickets.queues(hall).stream().mapToInt(QueueInfo::waiting).sum());
    return "manage/plan-live :: plan";
  }

  @GetMapping("/manage/{hall}/windows")
  String windows(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    Map<String, Hall.Window> configured =
        hall.windows().stream().collect(Collectors.toMap(Hall.Window::no, Function.identity()));
    List<WindowRow> rows =
        windows.list(id).stream().map(w -> WindowRow.of(w, configured.get(w.no()))).toList();
    model.addAttribute("hall", hall);
    model.addAttribute("windows", rows);
    model.addAttribute("look", Looks.OF_WINDOW);
    return "manage/windows";
  }

  @GetMapping("/manage/{hall}/queues")
  String queues(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    model.addAttribute("queues", tickets.queues(hall));
    return "manage/queues";
  }

  /** A window with its configuration and present state. */
  record WindowRow(
      String no,
      String name,
      String nameEn,
      String area,
      String state,
      List<String> queues,
      Hall.Window config) {
    static WindowRow of(WindowInfo window, Hall.Window config) {
      return new WindowRow(
          window.no(),
          window.name(),
          window.nameEn(),
          window.area(),
          window.state(),
          window.queues(),
          config);
    }
  }
}
