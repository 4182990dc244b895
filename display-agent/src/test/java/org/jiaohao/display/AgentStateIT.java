package org.jiaohao.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hall and the technician see of this agent. */
class AgentStateIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private void awaitState(RunningAgent agent, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        agent
                            .retained(RunningAgent.TOPICS.agentState("display-1"))
                            .path("state")
                            .asString())
                    .isEqualTo(state));
  }

  @Test
  void anUnknownPageIsASmallOneInBothLanguages() throws Exception {
    try (var agent = new RunningAgent(folder, beans -> {});
        HttpClient http = HttpClient.newHttpClient()) {
      var nothing = URI.create("http://127.0.0.1:" + agent.port() + "/nothing");
      var request = HttpRequest.newBuilder(nothing).header("Accept", "text/html").build();
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .contains("没有这个页面", "There is no such page", "href=\"/\"")
          .doesNotContain("Whitelabel");
    }
  }

  private static String page(RunningAgent agent, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.port() + path));
      return http.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  void anAgentIsDegradedWhileAStripIsNotThere() throws Exception {
    try (OnbonSignEmulator strip = OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0"));
        var agent =
            new RunningAgent(
                folder,
                beans -> {},
                "--jiaohao.devices.strip-b22.driver=onbon-k",
                "--jiaohao.devices.strip-b22.address=" + strip.address())) {
      awaitState(agent, "READY");
      assertThat(page(agent, "/api/status")).contains("\"state\":\"READY\"");
      strip.fault("unplug", Map.of());
      awaitState(agent, "DEGRADED");
      assertThat(page(agent, "/api/status")).contains("\"state\":\"DEGRADED\"");
      assertThat(page(agent, "/")).contains("A device cannot be used");
      strip.fault("plug", Map.of());
      awaitState(agent, "READY");
    }
  }

  @Test
  void aStripHangsOverAWindowWhoseLabelHasALetter() throws Exception {
    try (OnbonSignEmulator strip = OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0"));
        var agent =
            new RunningAgent(
                folder,
                beans -> {},
                "--jiaohao.devices.strip-1.driver=onbon-k",
                "--jiaohao.devices.strip-1.window=B22",
                "--jiaohao.devices.strip-1.address=" + strip.address())) {
      agent.view(
          RunningAgent.TOPICS.window("B22"),
          new WindowView(
              1,
              "B22",
              "公积金",
              "Fund",
              WindowFacts.State.BUSY,
              "D. T.",
              "L031",
              "e1",
              null,
              1,
              null));
      await().atMost(SOON).until(() -> strip.text().equals("B22号 请L031号"));
    }
  }
}
