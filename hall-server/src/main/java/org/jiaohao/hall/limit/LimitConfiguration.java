package org.jiaohao.hall.limit;

import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the limits of connections into the web server. */
@Configuration
class LimitConfiguration {
  @Bean
  WebServerFactoryCustomizer<TomcatWebServerFactory> boundedHttp() {
    return factory -> factory.setProtocol(BoundedHttp.class.getName());
  }

  @Bean
  TomcatProtocolHandlerCustomizer<BoundedHttp> connectionsPerAddress(LimitSettings limits) {
    return http -> http.setConnectionsPerAddress(limits.connections());
  }
}
