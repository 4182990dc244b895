package org.jiaohao.hall.identity;

/**
 * Published inside the program once it is durable that the former credentials of an agent ended.
 *
 * @param hall hall id
 * @param agent agent id
 * @param replaced whether another machine has credentials of the same agent now
 */
public record AgentRevoked(String hall, String agent, boolean replaced) {
  /** User name of the agent, {@code hall/agent}. */
  public String username() {
    return hall + "/" + agent;
  }
}
