package org.jiaohao.hall.device;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.alert.Kept;
import org.springframework.stereotype.Component;

/** An agent that is lost, was shut down, or does not report after the server's start (R043). */
@Component
class AgentLostRule implements AlertRule {
  private static final String KIND = "AGENT_LOST";

  private final AgentRegistry agents;
  private final Alerts alerts;

  AgentLostRule(AgentRegistry agents, Alerts alerts) {
    this.agents = agents;
    this.alerts = alerts;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<Trouble> troubles(String hall) {
    List<String> silent = agents.silent(hall);
    var troubles = new ArrayList<Trouble>();
    for (AgentInfo agent : agents.inForce(hall)) {
      String id = agent.id();
      switch (agent.state()) {
        case LOST -> troubles.add(lost(id));
        case OFFLINE ->
            troubles.add(
                new Trouble(
                    id,
                    "终端 " + id + " 已关闭，如需使用请重新启动。",
                    "Agent " + id + " was shut down. Start it again to use it."));
        case UNKNOWN -> {
          if (silent.contains(id)) {
            troubles.add(lost(id));
          } else {
            troubles.addAll(Kept.of(alerts, hall, KIND, subject -> subject.equals(id)));
          }
        }
        case INIT, READY, DEGRADED, OTHER -> {} // it is there
      }
    }
    return troubles;
  }

  private static Trouble lost(String agent) {
    return new Trouble(
        agent,
        "终端 " + agent + " 已失去联系，请检查电源和网络。",
        "Agent " + agent + " is gone. Check its power and network.");
  }
}
