package org.jiaohao.hall.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The broker ({@code jiaohao.mqtt}).
 *
 * @param address address the embedded broker listens on
 * @param port its port
 * @param uri address of an external broker, for example {@code tcp://10.0.0.5:1883}; blank for the
 *     embedded one
 * @param username user name of this server at the external broker
 * @param password its password
 * @param publicUri the address agents connect to
 */
@ConfigurationProperties("jiaohao.mqtt")
public record BrokerSettings(
    String address, int port, String uri, String username, String password, String publicUri) {
  /** Whether the broker runs inside this program. */
  boolean embedded() {
    return uri == null || uri.isBlank();
  }

  /** What the server itself connects to. */
  String connectUri() {
    return embedded() ? "tcp://" + address + ":" + port : uri;
  }
}
