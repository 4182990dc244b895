package org.jiaohao.hall.device;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.alert.Kept;
import org.springframework.stereotype.Component;

/**
 * A device that has a fault or little paper. Its agent is DEGRADED then, which is no second alert;
 * when the agent is away, its own alert says so for all its devices. Of an agent with faults all
 * over, be it a line that is cut or a program that invents devices, there is one alert.
 */
@Component
class DeviceRule implements AlertRule {
  private static final String KIND = "DEVICE";
  private static final Set<String> QUIET = Set.of("IDLE", "BUSY", "CLOSED");

  /** With more devices in trouble it is the agent that is. */
  static final int MOST_EACH = 8;

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
    List<DeviceInfo> faulty = agent.devices().stream().filter(DeviceRule::isTrouble).toList();
    if (faulty.size() > MOST_EACH) {
      return Stream.of(many(agent.id(), faulty.size()));
    }
    return faulty.stream()
        .map(
            report ->
                new Trouble(
                    prefix + report.device(),
                    prefix + report.device() + "：" + text(report.messageZh(), report),
                    prefix + report.device() + ": " + text(report.messageEn(), report)));
  }

  private static Trouble many(String agent, int count) {
    return new Trouble(
        agent,
        "终端 %s 有 %d 台设备同时报告异常：请检查该终端的接线和供电，详情见设备页面；若设备名称陌生，其账号可能被盗用，请注销后重新注册。"
            .formatted(agent, count),
        ("%d devices of agent %s report trouble at once: check its cables and power; the devices"
                + " page lists them. If you do not know their names, its credentials may be stolen:"
                + " revoke the agent and enrol it again.")
            .formatted(count, agent));
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
