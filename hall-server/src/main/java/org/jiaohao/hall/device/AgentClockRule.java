package org.jiaohao.hall.device;

import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.alert.Kept;
import org.springframework.stereotype.Component;

/** An agent whose clock is more than 5 s off the server's. */
@Component
class AgentClockRule implements AlertRule {
  private static final long LARGEST_MILLIS = 5000;

  private static final String KIND = "AGENT_CLOCK";

  private final AgentRegistry agents;
  private final Alerts alerts;

  AgentClockRule(AgentRegistry agents, Alerts alerts) {
    this.agents = agents;
    this.alerts = alerts;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return agents.inForce(hall).stream().flatMap(agent -> troubles(hall, agent)).toList();
  }

  private Stream<Trouble> troubles(String hall, AgentInfo agent) {
    if (agent.state() == AgentInfo.State.UNKNOWN) {
      return Kept.of(alerts, hall, KIND, subject -> subject.equals(agent.id())).stream();
    }
    Long offset = agent.state().isGone() ? null : agent.clockOffsetMillis();
    return offset != null && Math.abs(offset) > LARGEST_MILLIS
        ? Stream.of(trouble(agent.id(), offset))
        : Stream.of();
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
