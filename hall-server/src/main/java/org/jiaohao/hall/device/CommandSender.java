package org.jiaohao.hall.device;

/** Sends commands to agents. */
public interface CommandSender {
  /**
   * Sends a command.
   *
   * @param correlation matches the agent's reply
   * @param body record written as JSON
   * @return whether it left
   */
  boolean send(String hall, String agent, String command, String correlation, Object body);
}
