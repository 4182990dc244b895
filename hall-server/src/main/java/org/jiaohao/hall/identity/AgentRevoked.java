package org.jiaohao.hall.identity;

/**
 * Published inside the program once it is durable that the former credentials of an agent ended.
 *
 * @param hall hall id
 * @param agent agent id
 */
public record AgentRevoked(String hall, String agent) {
  /** User name of the agent, {@code hall/agent}. */
  public String username() {
    return hall + "/" + agent;
  }
}
