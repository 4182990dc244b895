package org.jiaohao.hall.messaging;

import java.net.URI;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.trust.HallListeners;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The broker ({@code jiaohao.mqtt}).
 *
 * @param address loopback address on which the embedded broker listens without TLS
 * @param port its port
 * @param uri address of an external broker, for example {@code ssl://10.0.0.5:8883}; blank for the
 *     embedded one
 * @param username user name of this server at the external broker
 * @param password its password
 * @param publicUri the address agents connect to; its authority is {@link
 *     org.jiaohao.hall.trust.BrokerAuthority}
 */
@ConfigurationProperties("jiaohao.mqtt")
public record BrokerSettings(
    String address, int port, String uri, String username, String password, String publicUri) {
  /** Refuses to send credentials through the hall without TLS. */
  public BrokerSettings {
    if (uri == null || uri.isBlank()) {
      HallListeners.mustBeLoopback("jiaohao.mqtt.address", address);
    } else if (!uri.startsWith("ssl://")) {
      mustStayHere(uri);
    }
  }

  private static void mustStayHere(String uri) {
    if (!HallListeners.loopback(URI.create(uri).getHost())) {
      throw new CannotStart(
          "设置 jiaohao.mqtt.uri 的值“"
              + uri
              + "”会不加密地发送密码：请改为 ssl://，并用 jiaohao.mqtt.authority"
              + " 指定为其签发证书的机构。",
          "Setting jiaohao.mqtt.uri is \""
              + uri
              + "\", which would send passwords without TLS: use"
              + " ssl:// and name the authority of its certificate with jiaohao.mqtt.authority.");
    }
  }

  /** Whether the broker runs inside this program. */
  boolean embedded() {
    return uri == null || uri.isBlank();
  }

  /** What the server itself connects to. */
  String connectUri() {
    return embedded() ? "tcp://" + address + ":" + port : uri;
  }
}
