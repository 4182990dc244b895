package org.jiaohao.hall.device;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.DeviceReport;

/**
 * An agent as staff sees it.
 *
 * @param id agent id
 * @param kind KIOSK or DISPLAY
 * @param state READY, DEGRADED, OFFLINE, LOST, …; UNKNOWN before it ever reported
 * @param since when the server learnt of that state, or null
 * @param revoked whether its credentials were withdrawn
 * @param description what it says about itself, or null
 * @param devices last reports of its devices
 * @param clockOffsetMillis its clock minus the server's, or null while it has not measured
 */
public record AgentInfo(
    String id,
    String kind,
    String state,
    OffsetDateTime since,
    boolean revoked,
    AgentDescription description,
    List<DeviceReport> devices,
    Long clockOffsetMillis) {
  static final String LOST = "LOST";
  static final String OFFLINE = "OFFLINE";
  static final String UNKNOWN = "UNKNOWN";

  /** States in which an agent is known to be away. */
  static final Set<String> GONE = Set.of(LOST, OFFLINE);

  /** States in which an agent cannot receive a command. */
  public static final Set<String> AWAY = Set.of(LOST, OFFLINE, UNKNOWN);
}
