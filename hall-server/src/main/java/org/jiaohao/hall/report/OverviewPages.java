package org.jiaohao.hall.report;

import java.util.List;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.device.AgentRegistry;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Access;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.Looks;
import org.jiaohao.hall.pages.OpenPages;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.window.WindowViews;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The county's halls at a glance, and the floor plan of one (R002, R006). */
@PageController
class OverviewPages {
  private final Halls halls;
  private final WindowViews windows;
  private final TicketViews tickets;
  private final HallLoads loads;
  private final AgentRegistry agents;
  private final Alerts alerts;
  private final Access access;
  private final OpenPages open;

  OverviewPages(
      Halls halls,
      WindowViews windows,
      TicketViews tickets,
      HallLoads loads,
      AgentRegistry agents,
      Alerts alerts,
      Access access,
      OpenPages open) {
    this.halls = halls;
    this.windows = windows;
    this.tickets = tickets;
    this.loads = loads;
    this.agents = agents;
    this.alerts = alerts;
    this.access = access;
    this.open = open;
  }

  /** All halls the person may manage; straight to the hall when it is one. */
  @May(Right.TEND_DEVICES)
  @GetMapping("/manage")
  String halls(Model model) {
    List<HallLoads.HallLoad> rows = mine();
    if (rows.size() == 1) {
      return "redirect:" + start(rows.getFirst().id());
    }
    table(model);
    return "report/halls";
  }

  private List<HallLoads.HallLoad> mine() {
    return loads.all().stream().filter(hall -> access.sees(hall.id())).toList();
  }

  /** The table alone, fetched every few seconds. */
  @May(Right.TEND_DEVICES)
  @GetMapping(value = "/manage", params = "part=table")
  String table(Model model) {
    model.addAttribute("rows", mine());
    return "report/halls-table :: table";
  }

  /** The first page of a hall that the person may open. */
  @May(Right.TEND_DEVICES)
  @GetMapping("/manage/{hall}")
  String hall(@PathVariable String hall) {
    return "redirect:" + start(halls.get(hall).id());
  }

  private String start(String hall) {
    String plan = "/manage/" + hall + "/plan";
    return open.mayOpen(plan) ? plan : "/manage/" + hall + "/devices";
  }

  @May(Right.MANAGE_HALL)
  @GetMapping("/manage/{hall}/plan")
  String plan(@PathVariable("hall") String id, Model model) {
    livePlan(id, model);
    return "report/plan";
  }

  /** The plan alone, fetched every few seconds. */
  @May(Right.MANAGE_HALL)
  @GetMapping("/manage/{hall}/plan/live")
  String livePlan(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    model.addAttribute("look", Looks.OF_WINDOW);
    model.addAttribute("agentLook", Looks.OF_AGENT);
    model.addAttribute("alerts", alerts.open(id));
    model.addAttribute("zones", Zone.of(hall, windows.list(id), agents.of(id)));
    model.addAttribute("waiting", tickets.queues(hall).stream().mapToInt(QueueInfo::waiting).sum());
    return "report/plan-live :: plan";
  }
}
