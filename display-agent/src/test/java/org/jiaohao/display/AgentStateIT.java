package org.jiaohao.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Tomcat refuses the first before the program sees it; the others name parameters. */
  @ParameterizedTest
  @ValueSource(strings = {"/%FF", "/board?lang=%FF", "/%00", "/api/status?x=%FF", "/api/%FF"})
  void anAddressThatCannotBeReadGetsAnAnswerOfOurs(String path) throws Exception {
    try (var agent = new RunningAgent(folder, beans -> {});
        Socket socket = new Socket("127.0.0.1", Integer.parseInt(agent.port()))) {
      socket.setSoTimeout(5000);
      String answer =
          exchange(
              socket, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Tomcat", "Exception");
      assertThat(answer).contains(path.startsWith("/api/") ? "application/problem+json" : "地址不正确");
    }
  }

  private static String exchange(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Bodies that never come and heads that never end: each waits alone, and not for long. */
  @Test
  void halfARequestSilencesNobody() throws Exception {
    List<Socket> halves = new ArrayList<>();
    try (var agent = new RunningAgent(folder, beans -> {})) {
      int port = Integer.parseInt(agent.port());
      for (int i = 0; i < 100; i++) {
        Socket half = new Socket("127.0.0.1", port);
        halves.add(half);
        String head = "POST /api/board/confirm HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        String rest = "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        half.getOutputStream().write((i % 2 == 0 ? head : head + rest).getBytes());
      }
      assertThat(page(agent, "/api/status")).contains("\"state\"");
      for (Socket half : halves) {
        half.setSoTimeout(20_000);
        half.getInputStream().readAllBytes(); // the agent ends it
      }
    } finally {
      for (Socket half : halves) {
        half.close();
      }
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
