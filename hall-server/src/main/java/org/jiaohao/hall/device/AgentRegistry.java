package org.jiaohao.hall.device;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.hall.identity.AgentCredentials;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What agents say about themselves and their devices. Kept in memory: agents publish it anew when
 * the server starts.
 */
@Component
public class AgentRegistry {
  private static final Set<String> QUIET = Set.of("IDLE", "BUSY", "CLOSED");

  private final AgentCredentials credentials;
  private final Alerts alerts;
  private final Clock clock;
  private final ZoneId zone;
  private final Map<String, Live> agents = new ConcurrentHashMap<>();

  AgentRegistry(
      AgentCredentials credentials,
      Alerts alerts,
      Clock clock,
      @Value("${jiaohao.zone}") ZoneId zone) {
    this.credentials = credentials;
    this.alerts = alerts;
    this.clock = clock;
    this.zone = zone;
  }

  private static final class Live {
    volatile String session;
    volatile String state = "UNKNOWN";
    volatile OffsetDateTime since;
    volatile AgentDescription description;
    final Map<String, DeviceReport> devices = new ConcurrentHashMap<>();
  }

  /** Enrolled agents of a hall with what they report. */
  public List<AgentInfo> of(String hall) {
    return credentials.of(hall).stream()
        .map(
            agent -> {
              Live live = live(hall, agent.id());
              return new AgentInfo(
                  agent.id(),
                  agent.kind(),
                  live.state,
                  live.since,
                  agent.revoked(),
                  live.description,
                  live.devices.values().stream()
                      .sorted(java.util.Comparator.comparing(DeviceReport::device))
                      .toList());
            })
        .toList();
  }

  private Live live(String hall, String agent) {
    return agents.computeIfAbsent(hall + "/" + agent, k -> new Live());
  }

  /** An agent's state; a late will of an older session is ignored. */
  void state(String hall, String agent, AgentState state) {
    Live live = live(hall, agent);
    boolean late =
        "LOST".equals(state.state())
            && live.session != null
            && !live.session.equals(state.session());
    if (late) {
      return;
    }
    live.session = state.session();
    live.state = state.state();
    live.since = OffsetDateTime.ofInstant(clock.instant(), zone);
    if (Set.of("LOST", "OFFLINE").contains(state.state())) {
      alerts.raise(
          hall,
          "AGENT_LOST",
          agent,
          "终端 " + agent + " 已失去联系，请检查电源和网络。",
          "Agent " + agent + " is gone. Check its power and network.");
    } else {
      alerts.clear(hall, "AGENT_LOST", agent);
    }
  }

  void description(String hall, String agent, AgentDescription description) {
    live(hall, agent).description = description;
  }

  /** A device's report; faults and low paper become alerts, and end with the fault. */
  void device(String hall, String agent, DeviceReport report) {
    live(hall, agent).devices.put(report.device(), report);
    String subject = agent + "/" + report.device();
    boolean trouble =
        !QUIET.contains(report.state())
            || (report.conditions() != null
                && report.conditions().stream().anyMatch(c -> !c.equals("NO_STATUS")));
    if (trouble) {
      alerts.raise(
          hall,
          "DEVICE",
          subject,
          subject + "：" + text(report.messageZh(), report),
          subject + ": " + text(report.messageEn(), report));
    } else {
      alerts.clear(hall, "DEVICE", subject);
    }
  }

  private static String text(String message, DeviceReport report) {
    return message == null || message.isBlank()
        ? report.state() + " " + (report.conditions() == null ? "" : report.conditions())
        : message;
  }
}
