package org.jiaohao.contract.mqtt;

import java.util.List;

/**
 * What an agent is.
 *
 * @param kind kind of agent
 * @param build version of the program
 * @param devices configured devices
 * @param capabilities names of commands it accepts, for example {@code reprint-ticket}
 */
public record AgentDescription(
    Kind kind, String build, List<Device> devices, List<String> capabilities) {

  /** Kind of an agent. */
  public enum Kind {
    KIOSK,
    DISPLAY,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** An unknown kind is {@link Kind#UNKNOWN}. */
  public AgentDescription {
    kind = kind == null ? Kind.UNKNOWN : kind;
  }

  /**
   * A configured device.
   *
   * @param name name within the agent, for example {@code ticket-printer}
   * @param driver driver name, for example {@code escpos}
   * @param address address URI
   * @param profile profile name, or null
   */
  public record Device(String name, String driver, String address, String profile) {}
}
