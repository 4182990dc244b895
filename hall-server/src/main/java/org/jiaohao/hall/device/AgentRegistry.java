package org.jiaohao.hall.device;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.AgentCredentials;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What agents say about themselves and their devices. Kept in memory: agents publish it anew when
 * the server starts.
 */
@Component
public class AgentRegistry {
  private static final String AGENT_LOST = "AGENT_LOST";
  private static final String DEVICE = "DEVICE";
  private static final String LOST = "LOST";
  private static final String UNKNOWN = "UNKNOWN";

  /** An agent is missed within a minute (R043). */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Set<String> QUIET = Set.of("IDLE", "BUSY", "CLOSED");

  private final AgentCredentials credentials;
  private final Alerts alerts;
  private final Halls halls;
  private final Clock clock;
  private final ZoneId zone;
  private final long startedAt;
  private final List<Forgotten> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Live> agents = new ConcurrentHashMap<>();

  AgentRegistry(
      AgentCredentials credentials,
      Alerts alerts,
      Halls halls,
      Clock clock,
      @Value("${jiaohao.zone}") ZoneId zone) {
    this.credentials = credentials;
    this.alerts = alerts;
    this.halls = halls;
    this.clock = clock;
    this.zone = zone;
    this.startedAt = clock.millis();
    credentials.onRevoked(this::forget);
  }

  private static final class Live {
    volatile String session;
    volatile String state = UNKNOWN;
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
                      .map(report -> live.state.equals(LOST) ? lost(report, live.since) : report)
                      .sorted(Comparator.comparing(DeviceReport::device))
                      .toList());
            })
        .toList();
  }

  /** What a lost agent last told of a device holds no more. */
  private static DeviceReport lost(DeviceReport last, OffsetDateTime since) {
    return new DeviceReport(last.device(), LOST, List.of(), since, null, null, null);
  }

  /** Gets agents whose credentials ended, with the names of the devices they told of. */
  public interface Forgotten {
    /** The agent is to be forgotten. */
    void forgotten(String hall, String agent, List<String> devices);
  }

  /** Adds a listener for agents whose credentials ended. */
  public void onForgotten(Forgotten listener) {
    listeners.add(listener);
  }

  private void forget(String username) {
    String hall = username.substring(0, username.indexOf('/'));
    String agent = username.substring(hall.length() + 1);
    Live live = agents.remove(username);
    List<String> devices = live == null ? List.of() : List.copyOf(live.devices.keySet());
    alerts.clear(hall, AGENT_LOST, agent);
    alerts.open(hall).stream()
        .filter(a -> a.kind().equals(DEVICE) && a.subject().startsWith(agent + "/"))
        .forEach(a -> alerts.clear(hall, DEVICE, a.subject()));
    listeners.forEach(listener -> listener.forgotten(hall, agent, devices));
  }

  /** Agents that have not reported since the server started: nobody sees their loss otherwise. */
  @Scheduled(fixedDelay = 5000)
  void findSilent() {
    for (String hall : halls.ids()) {
      for (AgentCredentials.Agent agent : credentials.of(hall)) {
        long silent = clock.millis() - Math.max(startedAt, agent.enrolledAt());
        boolean never = live(hall, agent.id()).state.equals(UNKNOWN);
        if (!agent.revoked() && never && silent > SILENCE.toMillis()) {
          raiseLost(hall, agent.id());
        }
      }
    }
  }

  private Live live(String hall, String agent) {
    return agents.computeIfAbsent(hall + "/" + agent, k -> new Live());
  }

  /** An agent's state; a late will of an older session is ignored. */
  void state(String hall, String agent, AgentState state) {
    Live live = live(hall, agent);
    boolean late =
        LOST.equals(state.state()) && live.session != null && !live.session.equals(state.session());
    if (late) {
      return;
    }
    live.session = state.session();
    live.state = state.state();
    live.since = OffsetDateTime.ofInstant(clock.instant(), zone);
    switch (state.state()) {
      case LOST -> raiseLost(hall, agent);
      case "OFFLINE" ->
          alerts.raise(
              hall,
              AGENT_LOST,
              agent,
              "终端 " + agent + " 已关闭，如需使用请重新启动。",
              "Agent " + agent + " was shut down. Start it again to use it.");
      default -> alerts.clear(hall, AGENT_LOST, agent);
    }
  }

  private void raiseLost(String hall, String agent) {
    alerts.raise(
        hall,
        AGENT_LOST,
        agent,
        "终端 " + agent + " 已失去联系，请检查电源和网络。",
        "Agent " + agent + " is gone. Check its power and network.");
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
          DEVICE,
          subject,
          subject + "：" + text(report.messageZh(), report),
          subject + ": " + text(report.messageEn(), report));
    } else {
      alerts.clear(hall, DEVICE, subject);
    }
  }

  private static String text(String message, DeviceReport report) {
    return message == null || message.isBlank()
        ? report.state() + " " + (report.conditions() == null ? "" : report.conditions())
        : message;
  }
}
