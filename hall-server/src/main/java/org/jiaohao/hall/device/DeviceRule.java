package org.jiaohao.hall.device;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.alert.Alerts;
import org.springframework.stereotype.Component;

/**
 * A device that has a fault or little paper. Its agent is DEGRADED then, which is no second alert;
 * when the agent is away, its own alert says so for all its devices.
 */
@Component
class DeviceRule implements AlertRule {
  private static final String KIND = "DEVICE";
  private static final Set<String> QUIET = Set.of("IDLE", "BUSY", "CLOSED");

  private final AgentRegistry agents;
  private final Alerts alerts;

  DeviceRule(AgentRegistry agents, Alerts alerts) {
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
    String prefix = agent.id() + "/";
    if (agent.state() == AgentInfo.State.UNKNOWN && agent.devices().isEmpty()) {
      return Kept.of(alerts, hall, KIND, subject -> subject.startsWith(prefix)).stream();
    }
    if (agent.state().isGone()) {
      return Stream.of();
    }
    return agent.devices().stream()
        .filter(DeviceRule::isTrouble)
        .map(
            report ->
                new Trouble(
                    prefix + report.device(),
                    prefix + report.device() + "：" + text(report.messageZh(), report),
                    prefix + report.device() + ": " + text(report.messageEn(), report)));
  }

  private static boolean isTrouble(DeviceInfo report) {
    return !QUIET.contains(report.state())
        || (report.conditions() != null
            && report.conditions().stream().anyMatch(c -> !c.equals("NO_STATUS")));
  }

  private static String text(String message, DeviceInfo report) {
    return message == null || message.isBlank()
        ? report.state() + " " + (report.conditions() == null ? "" : report.conditions())
        : message;
  }
}
