package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A second start of an agent, or somebody else's program on its port. */
@ExtendWith(OutputCaptureExtension.class)
class PortTakenAnalyzerTest {
  @Configuration
  static class Pages {
    @Bean
    TomcatServletWebServerFactory pages() throws Exception {
      var factory = new TomcatServletWebServerFactory(port);
      factory.setAddress(InetAddress.ofLiteral("127.0.0.1"));
      return factory;
    }
  }

  private static int port;

  @Test
  void aPortThatIsTakenIsSaidInBothLanguages(CapturedOutput said) throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = other.getLocalPort();
      try (var started = SpringApplication.run(Pages.class)) {
        assertThat(started).as("started").isNull();
      } catch (RuntimeException refused) {
        assertThat(said)
            .contains("端口 " + port + " 已被其他程序占用", "Another program has port " + port)
            .contains("server.port")
            .doesNotContain("\tat ");
      }
    }
  }
}
