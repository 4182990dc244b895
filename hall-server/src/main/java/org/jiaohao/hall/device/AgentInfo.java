package org.jiaohao.hall.device;

import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;

/**
 * An agent as staff sees it.
 *
 * @param id agent id
 * @param kind KIOSK or DISPLAY
 * @param area code of the area in which it stands
 * @param state how it is
 * @param since when the server learnt of that state, or null
 * @param revoked whether its credentials were withdrawn
 * @param description what it says about itself, or null
 * @param devices its devices that reported
 * @param pads windows whose call pads hang at it, as staff has said (R041)
 * @param strangePads windows whose keys it pressed lately, though their pads are not known there
 * @param clockOffsetMillis its clock minus the server's, or null while it has not measured
 * @param unread messages of it that the contract does not allow, or null when there was none since
 *     the server started
 */
public record AgentInfo(
    String id,
    String kind,
    String area,
    State state,
    OffsetDateTime since,
    boolean revoked,
    AgentDescription description,
    List<DeviceInfo> devices,
    List<String> pads,
    List<String> strangePads,
    Long clockOffsetMillis,
    Unread unread) {

  /**
   * Messages that were skipped.
   *
   * @param count how many
   * @param last when the last one came
   * @param topic its topic below the agent's, for example {@code state}
   * @param what what was wrong with it
   */
  public record Unread(long count, OffsetDateTime last, String topic, String what) {}

  /** How an agent is. */
  public enum State {
    /** It never reported since the server started. */
    UNKNOWN,
    INIT,
    READY,
    DEGRADED,
    /** It is there, in a state that this version does not know. */
    OTHER,
    /** It was shut down. */
    OFFLINE,
    /** Its connection broke. */
    LOST;

    /** By the last word of an agent, or null when there was none. */
    static State of(AgentState last) {
      if (last == null) {
        return UNKNOWN;
      }
      return switch (last.state()) {
        case INIT -> INIT;
        case READY -> READY;
        case DEGRADED -> DEGRADED;
        case OFFLINE -> OFFLINE;
        case LOST -> LOST;
        case UNKNOWN -> OTHER;
      };
    }

    /** Whether an agent is known to be away. */
    public boolean isGone() {
      return this == OFFLINE || this == LOST;
    }

    /** Whether an agent cannot receive a command. */
    public boolean isAway() {
      return isGone() || this == UNKNOWN;
    }
  }
}
