package org.jiaohao.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;

/**
 * What an agent says about itself: INIT until it is connected for the first time, then DEGRADED
 * while a device cannot be used and READY while all can, and how far its clock is off. Both follow
 * from the last reports and the last measurement alone, so whatever raised a state ends it by the
 * same rule.
 */
final class AgentHealth {
  private static final Set<DeviceReport.State> NOT_USABLE =
      EnumSet.of(
          DeviceReport.State.OFFLINE, DeviceReport.State.NO_HARDWARE, DeviceReport.State.FAILURE);
  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  private final String instance = UUID.randomUUID().toString();
  private final Clock clock;
  private final HallTime time;
  private final Map<String, DeviceReport> reports = new TreeMap<>();
  private AgentState.State state = AgentState.State.INIT;
  private OffsetDateTime since;
  private AgentState published;

  AgentHealth(Clock clock, HallTime time) {
    this.clock = clock;
    this.time = time;
    this.since = now();
  }

  /** The hall's time, in the zone of the clock. */
  OffsetDateTime now() {
    return OffsetDateTime.ofInstant(time.now(), clock.getZone());
  }

  /** The state that follows from reports of devices. */
  static AgentState.State stateOf(List<DeviceReport> reports) {
    return reports.stream().anyMatch(report -> NOT_USABLE.contains(report.state()))
        ? AgentState.State.DEGRADED
        : AgentState.State.READY;
  }

  synchronized void report(DeviceReport report) {
    reports.put(report.device(), report);
  }

  /** Last reports of all devices, by name. */
  synchronized List<DeviceReport> reports() {
    return List.copyOf(reports.values());
  }

  /** The state before the first connection. */
  synchronized AgentState initial(String session) {
    return new AgentState(session, instance, AgentState.State.INIT, since, offsetMillis());
  }

  /** The present state, to be published now whatever was published before. */
  synchronized AgentState present(String session) {
    AgentState.State now = stateOf(reports());
    if (now != state) {
      state = now;
      since = now();
    }
    published = new AgentState(session, instance, state, since, offsetMillis());
    return published;
  }

  /** The present state when it differs enough from the one published last. */
  synchronized Optional<AgentState> changed(String session) {
    boolean same =
        published != null
            && published.session().equals(session)
            && published.state() == stateOf(reports())
            && !differs(published.clockOffsetMillis(), offsetMillis());
    return same ? Optional.empty() : Optional.of(present(session));
  }

  /** A state that ends the connection: OFFLINE now, or LOST as the will of a new one. */
  synchronized AgentState ending(String session, AgentState.State end) {
    return new AgentState(session, instance, end, now(), offsetMillis());
  }

  private Long offsetMillis() {
    return time.offset().map(Duration::toMillis).orElse(null);
  }

  /** By more than a second, or on the other side of what is tolerated. */
  private static boolean differs(Long before, Long now) {
    if (before == null || now == null) {
      return before != now;
    }
    return Math.abs(now - before) > WORTH_TELLING.toMillis() || drift(now) != drift(before);
  }

  private static boolean drift(long millis) {
    return Math.abs(millis) > HallTime.TOLERATED_DRIFT.toMillis();
  }
}
