package org.jiaohao.contract.mqtt;

import java.util.List;

/**
 * What an agent is.
 *
 * @param kind KIOSK or DISPLAY
 * @param build version of the program
 * @param devices configured devices
 * @param capabilities names of commands it accepts, for example {@code reprint-ticket}
 */
public record AgentDescription(
    String kind, String build, List<Device> devices, List<String> capabilities) {

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
