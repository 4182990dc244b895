package org.jiaohao.agent;

import java.security.PublicKey;

/**
 * What an agent got from its enrolment (N18).
 *
 * @param hall hall id
 * @param agentId agent id
 * @param username user name for HTTP Basic and MQTT, {@code hall/agentId}
 * @param secret password for both
 * @param mqttUri broker address as the server gave it
 * @param authority certificate (PEM) of the hall's authority; null when the server told none, which
 *     is enough for a server on this machine
 */
record Credentials(
    String hall, String agentId, String username, String secret, String mqttUri, String authority) {

  /** What messages of the hall server are proved by; null for a server on this machine. */
  PublicKey hallKey() {
    return authority == null ? null : PinnedTls.authorities(authority).getFirst().getPublicKey();
  }

  /** Whether they belong to the agent with these settings. */
  boolean belongTo(AgentSettings settings) {
    return settings.hall().equals(hall) && settings.agentId().equals(agentId);
  }

  @Override
  public String toString() {
    return "Credentials[" + username + "]";
  }
}
