package org.jiaohao.hall.device;

import java.security.Principal;
import java.util.List;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.window.WindowPads;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Agents, tests of their devices and reprints over HTTP. */
@RestController
@RequestMapping("/api/v1/halls/{hall}")
class DeviceController {
  private final AgentRegistry agents;
  private final Reprints reprints;
  private final DeviceTests tests;
  private final Halls halls;
  private final AgentAreas areas;
  private final WindowPads pads;

  DeviceController(
      AgentRegistry agents,
      Reprints reprints,
      DeviceTests tests,
      Halls halls,
      AgentAreas areas,
      WindowPads pads) {
    this.agents = agents;
    this.areas = areas;
    this.pads = pads;
    this.reprints = reprints;
    this.tests = tests;
    this.halls = halls;
  }

  @May(Right.TEND_DEVICES)
  @GetMapping("/agents")
  List<AgentInfo> agents(@PathVariable String hall) {
    halls.get(hall);
    return agents.of(hall);
  }

  /**
   * Body of {@code PUT …/agents/{id}}.
   *
   * @param area code of the area in which it stands (R006)
   */
  record AgentChange(String area) {}

  @May(Right.TEND_DEVICES)
  @PutMapping("/agents/{id}")
  AgentInfo place(
      @PathVariable String hall,
      @PathVariable String id,
      @RequestBody AgentChange change,
      Principal actor) {
    agents.get(hall, id);
    areas.place(halls.get(hall), id, change.area(), actor.getName());
    return agents.get(hall, id);
  }

  /**
   * Body of {@code PUT …/agents/{id}/pads}.
   *
   * @param windows windows whose call pads hang at it, and no others (R041)
   */
  record AgentPads(List<String> windows) {}

  @May(Right.TEND_DEVICES)
  @PutMapping("/agents/{id}/pads")
  AgentInfo pads(
      @PathVariable String hall,
      @PathVariable String id,
      @RequestBody AgentPads hanging,
      Principal actor) {
    if (!agents.get(hall, id).kind().equals("DISPLAY")) {
      throw Problem.conflict(
          "no-pads",
          "A kiosk has no call pads. Enter them at the display agent they are plugged into.",
          "自助机不接呼叫器，请在所接的显示终端处登记。");
    }
    pads.place(hall, id, hanging.windows(), actor.getName());
    return agents.get(hall, id);
  }

  @May(Right.TEND_DEVICES)
  @PostMapping("/agents/{id}/scan")
  Reply scan(@PathVariable String hall, @PathVariable String id, Principal actor) {
    return tests.scan(hall, id, actor.getName());
  }

  @May(Right.TEND_DEVICES)
  @PostMapping("/agents/{id}/devices/{name}/test")
  Reply test(
      @PathVariable String hall,
      @PathVariable String id,
      @PathVariable String name,
      Principal actor) {
    return tests.test(hall, id, name, actor.getName());
  }

  @May(Right.HANDLE_TICKETS)
  @PostMapping("/tickets/{id}/reprint")
  Reply reprint(
      @PathVariable String hall,
      @PathVariable String id,
      @RequestBody(required = false) ReprintRequest request,
      Principal actor) {
    return reprints.reprint(hall, id, request == null ? null : request.agent(), actor.getName());
  }

  /**
   * Body of {@code …/reprint}.
   *
   * @param agent kiosk to print on; null means any kiosk that is ready
   */
  record ReprintRequest(String agent) {}
}
