package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class AgentClientAutoConfigurationTest {

  @EnableAutoConfiguration
  static class Agent {}

  @TempDir Path folder;

  private static ConfigurableApplicationContext run(String... arguments) {
    return new SpringApplicationBuilder(Agent.class).web(WebApplicationType.NONE).run(arguments);
  }

  @Test
  void anAgentWithAKindGetsItsBeansAndStopsCleanly() {
    try (ConfigurableApplicationContext context =
        run(
            "--jiaohao.agent.kind=DISPLAY",
            "--jiaohao.server=http://127.0.0.1:1",
            "--jiaohao.hall=yj-c00",
            "--jiaohao.agent.id=display-1",
            "--jiaohao.data=" + folder)) {
      assertThat(context.getBean(AgentSettings.class).agentId()).isEqualTo("display-1");
      assertThat(context.getBean(HallApi.class).enrolled()).isFalse();
      assertThat(context.getBean(HallLink.class).connected()).isFalse();
      assertThat(context.getBean(HallTime.class).offset()).isEmpty();
      assertThat(context.getBean(Clock.class).getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }
  }

  @Test
  void aProgramWithoutKindGetsNothing() {
    try (ConfigurableApplicationContext context = run()) {
      assertThat(context.getBeansOfType(HallLink.class)).isEmpty();
    }
  }

  @Test
  void missingSettingsEndTheStartWithOneClearText(CapturedOutput output) {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> run("--jiaohao.agent.kind=DISPLAY")))
        .hasRootCauseInstanceOf(SettingsException.class);
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("缺少设置 jiaohao.server")
        .contains("Setting jiaohao.hall is missing")
        .doesNotContain("at org.jiaohao");
  }
}
