package org.jiaohao.hall;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jiaohao.hall.device.AgentAddresses;
import org.jiaohao.hall.device.CommandSender;
import org.jiaohao.hall.identity.Actor;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.queue.NoShowPolicy;
import org.jiaohao.hall.store.HallClock;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test of the rooms and their pages: real SQLite in a folder of its own, the shipped hall data, a
 * clock that stands at 2026-11-23 09:00 and is moved by the test; no broker. Security is tested
 * where it lives.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@AutoConfigureMockMvc(addFilters = false)
@ContextConfiguration(classes = CoreTest.Core.class)
public @interface CoreTest {
  /** Holds the folder; a test class extends it. */
  class Fixture {
    @DynamicPropertySource
    static void data(DynamicPropertyRegistry properties) throws java.io.IOException {
      Path folder = Files.createTempDirectory("hall-core");
      properties.add("jiaohao.data", folder::toString);
    }

    /** Whoever calls from now on in this thread; ends with the test. */
    protected static void signIn(Role role, String hall) {
      var actor = new Actor("u-" + role, "测试员", hall, Set.of(role), false);
      TestSecurityContextHolder.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of()));
    }

    @AfterEach
    void signOut() {
      TestSecurityContextHolder.clearContext();
    }
  }

  /** All rooms but messaging; no {@code @Configuration}, or a scan of the program finds it. */
  @EnableAutoConfiguration
  @ConfigurationPropertiesScan("org.jiaohao.hall.trust")
  @EnableConfigurationProperties(NoShowPolicy.class)
  @ComponentScan(
      basePackages = "org.jiaohao.hall",
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = "org\\.jiaohao\\.hall\\.(messaging\\..*|[A-Z].*|.*Test(\\$.*)?)"))
  class Core {
    /** 2026-11-23 09:00 in the hall. */
    public static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

    @Bean
    @Primary
    HallClock testClock() {
      return new HallClock(Clock.fixed(START, ZoneId.of("Asia/Shanghai")));
    }

    @Bean
    @Primary
    PasswordEncoder quickPasswords() {
      return QuickPasswords.encoder();
    }

    @Bean
    AgentAddresses addresses() {
      return (hall, agent) -> List.of();
    }

    /** No agent can be reached. */
    @Bean
    CommandSender sender() {
      return (hall, agent, command, correlation, body) -> false;
    }
  }
}
