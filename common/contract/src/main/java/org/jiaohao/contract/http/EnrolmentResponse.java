package org.jiaohao.contract.http;

/**
 * Credentials of an agent for HTTP Basic and MQTT. The secret is shown once.
 *
 * @param hall hall id the agent belongs to
 * @param agentId agent id
 * @param kind KIOSK or DISPLAY
 * @param username user name for HTTP Basic and MQTT, {@code hall/agentId}
 * @param secret password for both
 * @param mqttUri broker address, for example {@code ssl://10.0.0.1:8883}
 * @param authority certificate (PEM) of the hall's authority: from now on the agent talks to
 *     servers that it vouches for, and to no other
 */
public record EnrolmentResponse(
    String hall,
    String agentId,
    String kind,
    String username,
    String secret,
    String mqttUri,
    String authority) {}
