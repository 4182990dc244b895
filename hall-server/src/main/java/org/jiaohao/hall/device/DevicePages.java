package org.jiaohao.hall.device;

import java.util.List;
import java.util.TreeMap;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.Looks;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.trust.Authority;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Kiosks and displays of a hall with their devices, and codes to enrol new ones (N18). */
@PageController
class DevicePages {
  private final Halls halls;
  private final AgentRegistry agents;
  private final Authority authority;

  DevicePages(Halls halls, AgentRegistry agents, Authority authority) {
    this.halls = halls;
    this.agents = agents;
    this.authority = authority;
  }

  @May(Right.TEND_DEVICES)
  @GetMapping("/manage/{hall}/devices")
  String devices(@PathVariable("hall") String id, Model model) {
    live(id, model);
    model.addAttribute("fingerprint", authority.fingerprint());
    return "device/devices";
  }

  /** The list alone, fetched every few seconds. */
  @May(Right.TEND_DEVICES)
  @GetMapping("/manage/{hall}/devices/live")
  String live(@PathVariable("hall") String id, Model model) {
    model.addAttribute("hall", halls.get(id));
    model.addAttribute("areas", AgentAreas.choices(halls.get(id)));
    model.addAttribute("agentLook", Looks.OF_AGENT);
    model.addAttribute("deviceLook", Looks.OF_DEVICE);
    model.addAttribute(
        "agents", agents.of(id).stream().filter(a -> !a.revoked()).map(Row::of).toList());
    return "device/devices-live :: agents";
  }

  /**
   * An agent with its devices, those configured and those that reported.
   *
   * @param agent the agent
   * @param devices its devices by name
   */
  record Row(AgentInfo agent, List<Device> devices) {
    static Row of(AgentInfo agent) {
      var devices = new TreeMap<String, Device>();
      if (agent.description() != null && agent.description().devices() != null) {
        agent
            .description()
            .devices()
            .forEach(
                d -> devices.put(d.name(), new Device(d.name(), d.driver(), d.address(), null)));
      }
      agent
          .devices()
          .forEach(
              report -> {
                Device known = devices.get(report.device());
                String driver = known == null ? null : known.driver();
                String address = known == null ? null : known.address();
                devices.put(report.device(), new Device(report.device(), driver, address, report));
              });
      return new Row(agent, List.copyOf(devices.values()));
    }
  }

  /**
   * A device of an agent.
   *
   * @param name name within the agent
   * @param driver driver name, or null
   * @param address address URI, or null
   * @param report last report, or null
   */
  record Device(String name, String driver, String address, DeviceInfo report) {}
}
