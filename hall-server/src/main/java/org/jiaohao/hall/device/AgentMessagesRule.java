package org.jiaohao.hall.device;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.springframework.stereotype.Component;

/** An agent whose messages cannot be read. Ends ten minutes after the last one. */
@Component
class AgentMessagesRule implements AlertRule {
  private final AgentRegistry agents;

  AgentMessagesRule(AgentRegistry agents) {
    this.agents = agents;
  }

  @Override
  public String kind() {
    return "AGENT_MESSAGES";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return agents.inForce(hall).stream()
        .map(AgentInfo::id)
        .filter(agent -> agents.badLately(hall, agent))
        .map(AgentMessagesRule::trouble)
        .toList();
  }

  private static Trouble trouble(String agent) {
    return new Trouble(
        agent,
        "终端 %s 发来无法读取的消息，已忽略。请在设备页面查看详情，并核对该终端程序的版本；如非本中心的程序所发，请注销该终端。".formatted(agent),
        ("Agent %s sends messages that cannot be read; they are skipped. Look at the devices page and"
                + " check the version of its program; if it is not our program that sends them,"
                + " revoke the agent.")
            .formatted(agent));
  }
}
