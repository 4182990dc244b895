package org.jiaohao.hall.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jiaohao.hall.store.Ids;
import org.springframework.stereotype.Component;

/** The server's own credentials at the broker; random for the embedded one, never stored. */
@Component
class ServerCredentials {
  private final String username;
  private final String password;

  ServerCredentials(BrokerSettings settings, Ids ids) {
    this.username = settings.embedded() ? "server" : settings.username();
    this.password = settings.embedded() ? ids.random(52) : settings.password();
  }

  String username() {
    return username;
  }

  String password() {
    return password;
  }

  boolean match(String name, String given) {
    return name.equals(username)
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
  }
}
