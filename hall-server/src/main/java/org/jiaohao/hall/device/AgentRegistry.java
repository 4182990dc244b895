package org.jiaohao.hall.device;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.hall.alert.StateChanged;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.identity.AgentRevoked;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.WindowPads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What agents say about themselves and their devices. Kept in memory: agents publish it again when
 * the server starts. What is wrong with it, the rules beside say.
 */
@Component
public class AgentRegistry {
  /** Devices of an agent; what it says of more is skipped, which is one fault of the agent. */
  public static final int MOST_DEVICES = 60;

  private static final Logger log = LoggerFactory.getLogger(AgentRegistry.class);

  /** An agent is missed within a minute (R043). */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** Two programs with one id throw each other out every few seconds. */
  private static final Duration TWINS_WITHIN = Duration.ofSeconds(60);

  /** How long after the last one staff is told of messages that cannot be read. */
  private static final Duration BAD_WITHIN = Duration.ofMinutes(10);

  private static final int INSTANCES_KEPT = 16;
  private static final int REPORTED_EVERY = 1000;

  private final AgentCredentials credentials;
  private final AgentAreas areas;
  private final WindowPads pads;
  private final ApplicationEventPublisher publisher;
  private final HallClock clock;
  private final ZoneId zone;
  private final long startedAt; // by the count of the clock
  private final Map<String, Live> agents = new ConcurrentHashMap<>();

  AgentRegistry(
      AgentCredentials credentials,
      AgentAreas areas,
      WindowPads pads,
      ApplicationEventPublisher publisher,
      HallClock clock,
      @Value("${jiaohao.zone}") ZoneId zone) {
    this.credentials = credentials;
    this.areas = areas;
    this.pads = pads;
    this.publisher = publisher;
    this.clock = clock;
    this.zone = zone;
    this.startedAt = clock.count();
  }

  private static final class Live {
    volatile AgentState last;
    volatile OffsetDateTime since;
    volatile AgentDescription description;
    volatile AgentInfo.Unread unread;
    volatile long unreadAt; // as the other ages here: by the count of the clock
    final Map<String, DeviceReport> devices = new ConcurrentHashMap<>();
    private final Deque<String> instances = new ArrayDeque<>();
    private Long awaitedSince;
    private Long cameBackAt;

    /** Since when it could have reported, settled once. */
    synchronized long awaitedSince(long first) {
      if (awaitedSince == null) {
        awaitedSince = first;
      }
      return awaitedSince;
    }

    /** A program that is replaced by another ends: when it comes back, there are two. */
    synchronized void begin(AgentState state, long now) {
      String instance = state.instance();
      boolean gone = AgentInfo.State.of(state).isGone();
      if (!gone && instance != null && !instance.equals(instances.peekLast())) {
        if (instances.remove(instance)) {
          cameBackAt = now;
        }
        instances.addLast(instance);
        if (instances.size() > INSTANCES_KEPT) {
          instances.removeFirst();
        }
      }
      last = state;
    }

    synchronized boolean cameBackWithin(Duration time, long now) {
      return cameBackAt != null && now - cameBackAt <= time.toNanos();
    }
  }

  /** Enrolled agents of a hall with what they report. */
  public List<AgentInfo> of(String hall) {
    Map<String, String> chosen = areas.of(hall);
    Map<String, List<String>> known = pads.of(hall);
    Map<String, List<String>> strange = pads.refused(hall);
    return credentials.of(hall).stream()
        .map(
            agent ->
                info(
                    agent,
                    chosen.getOrDefault(agent.id(), AgentAreas.usual(agent.kind())),
                    known.getOrDefault(agent.id(), List.of()),
                    strange.getOrDefault(agent.id(), List.of())))
        .toList();
  }

  /** An agent in force, or a 404 problem. */
  AgentInfo get(String hall, String id) {
    return inForce(hall).stream()
        .filter(agent -> agent.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.notFound(
                    "unknown-agent",
                    "This hall has no agent " + id + ". Look at the list of devices.",
                    "本大厅没有终端“" + id + "”，请查看设备列表。"));
  }

  private AgentInfo info(
      AgentCredentials.Agent agent, String area, List<String> pads, List<String> strangePads) {
    Live live = live(agent.hall(), agent.id());
    AgentState last = live.last;
    AgentInfo.State state = AgentInfo.State.of(last);
    return new AgentInfo(
        agent.id(),
        agent.kind(),
        area,
        state,
        live.since,
        agent.revoked(),
        live.description,
        live.devices.values().stream()
            .map(
                report ->
                    state == AgentInfo.State.LOST
                        ? DeviceInfo.lost(report.device(), live.since)
                        : DeviceInfo.of(report, last == null ? null : last.clockOffsetMillis()))
            .sorted(Comparator.comparing(DeviceInfo::device))
            .toList(),
        pads,
        strangePads,
        last == null ? null : last.clockOffsetMillis(),
        live.unread);
  }

  /** Agents of a hall whose credentials hold. */
  List<AgentInfo> inForce(String hall) {
    return of(hall).stream().filter(agent -> !agent.revoked()).toList();
  }

  /** Agents that have not reported for a minute since they were enrolled or the server started. */
  List<String> silent(String hall) {
    return credentials.of(hall).stream()
        .filter(agent -> !agent.revoked() && live(hall, agent.id()).last == null)
        .filter(agent -> clock.count() - awaitedSince(hall, agent) > SILENCE.toNanos())
        .map(AgentCredentials.Agent::id)
        .toList();
  }

  /** Its enrolment, or the server's start; no clock that is set moves it once it was asked for. */
  private long awaitedSince(String hall, AgentCredentials.Agent agent) {
    long now = clock.count();
    long enrolled = Duration.ofMillis(clock.millis() - agent.enrolledAt()).toNanos();
    return live(hall, agent.id())
        .awaitedSince(now - Math.clamp(enrolled, 0, Math.max(0, now - startedAt)));
  }

  /** Whether two programs used the agent's id within the last minute. */
  boolean twinsLately(String hall, String agent) {
    return live(hall, agent).cameBackWithin(TWINS_WITHIN, clock.count());
  }

  @EventListener
  void forget(AgentRevoked revoked) {
    Live live = agents.remove(revoked.username());
    List<String> devices = live == null ? List.of() : List.copyOf(live.devices.keySet());
    boolean atWork = live != null && !AgentInfo.State.of(live.last).isAway();
    publisher.publishEvent(
        new AgentForgotten(revoked.hall(), revoked.agent(), devices, atWork && revoked.replaced()));
    publisher.publishEvent(new StateChanged(revoked.hall()));
  }

  private Live live(String hall, String agent) {
    return agents.computeIfAbsent(hall + "/" + agent, k -> new Live());
  }

  /** An agent's state; a late will of an older session is ignored. */
  void state(String hall, String agent, AgentState state) {
    Live live = live(hall, agent);
    AgentState last = live.last;
    boolean late =
        state.state() == AgentState.State.LOST
            && last != null
            && !last.session().equals(state.session());
    if (late) {
      return;
    }
    if (last == null || last.state() != state.state()) {
      live.since = OffsetDateTime.ofInstant(clock.instant(), zone);
    }
    live.begin(state, clock.count());
    publisher.publishEvent(new StateChanged(hall));
  }

  void description(String hall, String agent, AgentDescription description) {
    live(hall, agent).description = description;
  }

  /** A device's report; an agent has at most {@link #MOST_DEVICES} devices. */
  void device(String hall, String agent, DeviceReport report) {
    Map<String, DeviceReport> devices = live(hall, agent).devices;
    if (devices.size() >= MOST_DEVICES && !devices.containsKey(report.device())) {
      throw new BadAgentMessage("devices");
    }
    devices.put(report.device(), report);
    publisher.publishEvent(new StateChanged(hall));
  }

  /** A device was taken out of its agent's settings. */
  void deviceGone(String hall, String agent, String device) {
    if (live(hall, agent).devices.remove(device) != null) {
      publisher.publishEvent(new StateChanged(hall));
    }
  }

  /** Whether an agent's credentials hold. */
  boolean known(String hall, String agent) {
    return credentials.inForce(hall, agent);
  }

  /** Counts a message that was skipped. */
  void bad(String hall, String agent, String branch, String what) {
    boolean news = !badLately(hall, agent);
    Live live = live(hall, agent);
    AgentInfo.Unread before = live.unread;
    live.unread =
        new AgentInfo.Unread(
            before == null ? 1 : before.count() + 1,
            OffsetDateTime.ofInstant(clock.instant(), zone),
            branch,
            what);
    live.unreadAt = clock.count();
    if (before == null || before.count() % REPORTED_EVERY == 0) {
      log.warn("a message of {}/{} on {} was skipped: {}", hall, agent, branch, what);
    }
    if (news) {
      publisher.publishEvent(new StateChanged(hall));
    }
  }

  /** Whether a message of the agent had to be skipped within the last ten minutes. */
  boolean badLately(String hall, String agent) {
    Live live = live(hall, agent);
    return live.unread != null && clock.count() - live.unreadAt <= BAD_WITHIN.toNanos();
  }
}
