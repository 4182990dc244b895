package org.jiaohao.hall.limit;

import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.FileSystemUtils;

/** Puts the limits of connections into the web server. */
@Configuration
class LimitConfiguration {
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedHttp(
      @Value("${server.tomcat.basedir}") Path folder) throws IOException {
    // The server would not say what lies there instead, and would leave a root in /tmp when killed.
    Path root = Files.createDirectories(folder.resolve("root"));
    return factory -> {
      factory.setProtocol(BoundedHttp.class.getName());
      factory.setDocumentRoot(root.toFile());
    };
  }

  /** Files of an upload lie on the disk while they are read; what a power cut left, goes. */
  @Bean
  MultipartConfigElement uploads(MultipartProperties settings, @Value("${jiaohao.data}") Path data)
      throws IOException {
    Path folder = data.resolve("uploads").toAbsolutePath();
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    settings.setLocation(folder.toString());
    return settings.createMultipartConfig();
  }

  @Bean
  TomcatProtocolHandlerCustomizer<BoundedHttp> connectionsPerAddress(LimitSettings limits) {
    return http -> http.setConnectionsPerAddress(limits.connections());
  }
}
