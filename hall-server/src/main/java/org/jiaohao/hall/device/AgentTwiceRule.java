package org.jiaohao.hall.device;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.springframework.stereotype.Component;

/**
 * Two agents with one id, as after copying a disk: each throws the other out and comes back. Ends a
 * minute after the last return.
 */
@Component
class AgentTwiceRule implements AlertRule {
  private final AgentRegistry agents;
  private final AgentAddresses addresses;

  AgentTwiceRule(AgentRegistry agents, AgentAddresses addresses) {
    this.agents = agents;
    this.addresses = addresses;
  }

  @Override
  public String kind() {
    return "AGENT_TWICE";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return agents.inForce(hall).stream()
        .map(AgentInfo::id)
        .filter(agent -> agents.twinsLately(hall, agent))
        .map(agent -> trouble(agent, addresses.lately(hall, agent)))
        .toList();
  }

  private static Trouble trouble(String agent, List<String> from) {
    return new Trouble(
        agent,
        "终端编号 %s 疑似被两台设备同时使用，连接反复中断%s。请停用其中一台，并重新注册为新编号。"
            .formatted(agent, from.isEmpty() ? "" : "（来自 " + String.join("、", from) + "）"),
        ("Two machines seem to use the agent id %s and throw each other out%s. Stop one of them and"
                + " enrol it under a new id.")
            .formatted(agent, from.isEmpty() ? "" : " (from " + String.join(", ", from) + ")"));
  }
}
