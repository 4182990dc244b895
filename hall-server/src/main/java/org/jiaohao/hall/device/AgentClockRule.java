package org.jiaohao.hall.device;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.springframework.stereotype.Component;

/** An agent whose clock is more than 5 s off the server's. */
@Component
class AgentClockRule implements AlertRule {
  private static final long LARGEST_MILLIS = 5000;

  private final AgentRegistry agents;

  AgentClockRule(AgentRegistry agents) {
    this.agents = agents;
  }

  @Override
  public String kind() {
    return "AGENT_CLOCK";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return agents.inForce(hall).stream()
        .filter(agent -> !agent.state().isAway())
        .filter(agent -> agent.clockOffsetMillis() != null)
        .filter(agent -> Math.abs(agent.clockOffsetMillis()) > LARGEST_MILLIS)
        .map(agent -> trouble(agent.id(), agent.clockOffsetMillis()))
        .toList();
  }

  private static Trouble trouble(String agent, long offset) {
    long seconds = Math.round(Math.abs(offset) / 1000.0);
    return new Trouble(
        agent,
        "终端 %s 的时钟比服务器%s %d 秒，请开启时间同步（NTP）。".formatted(agent, offset > 0 ? "快" : "慢", seconds),
        "The clock of agent %s is %d s %s the server's. Switch its time synchronisation (NTP) on."
            .formatted(agent, seconds, offset > 0 ? "ahead of" : "behind"));
  }
}
