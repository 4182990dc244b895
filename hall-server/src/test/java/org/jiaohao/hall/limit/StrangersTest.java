package org.jiaohao.hall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jiaohao.hall.RunningHall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is kept of who has no account, and one address cannot ask without end. */
class StrangersTest {
  private static final int BURST = 60;
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server =
        RunningHall.start(
            RunningHall.NO_BROKER,
            "spring.profiles.active=demo",
            "jiaohao.limits.requests=1",
            "jiaohao.limits.burst=" + BURST);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void adminIsKnown() {
    RunningHall.await(
        "right credentials are known",
        () -> server.call(server.demo("admin"), "GET", "/api/v1/halls").send().statusCode() == 200);
  }

  private static HttpResponse<String> get(HttpClient http, String path, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(server.uri(path)).header("Accept", "text/html");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void noAddressMakesASession() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "/manage/x",
              "/manage/" + HALL + "/plan",
              "/login",
              "/login?error",
              "/login?out",
              "/first/none",
              "/",
              "/t/none",
              "/g/" + HALL,
              "/board/" + HALL,
              "/nope",
              "/api/v1/halls",
              "/api/v1/halls/" + HALL + "/tickets",
              "/actuator/health",
              "/actuator/env",
              "/swagger-ui.html")) {
        for (String method : List.of("GET", "POST", "OPTIONS", "PUT", "DELETE")) {
          var request =
              HttpRequest.newBuilder(server.uri(path))
                  .header("Accept", "text/html")
                  .header("X-Filler", "x".repeat(6000))
                  .header("X-Forwarded-For", path)
                  .method(method, HttpRequest.BodyPublishers.noBody());
          var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
          assertThat(answer.headers().allValues("Set-Cookie"))
              .as(method + " " + path)
              .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        }
      }
    }
  }

  /** A header that nobody reads there makes no account. */
  @Test
  void aMadeUpHeaderIsNoWayRoundTheLimit() throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral("127.0.8.1")).build()) {
      for (List<String> made :
          List.of(
              List.of("/login", "Basic bm9ib2R5Ondyb25n"),
              List.of("/t/none", "Bearer x"),
              List.of("/api/v1/halls", "Bearer x"))) {
        int status = 0;
        for (int i = 0; i < 3 * BURST && status != 429; i++) {
          var request =
              HttpRequest.newBuilder(server.uri(made.getFirst()))
                  .header("Authorization", made.getLast());
          status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
        assertThat(status).as("%s", made).isEqualTo(429);
      }
    }
  }

  @Test
  void tooManyRequestsOfAnAddressAreRefusedInBothLanguagesButNotOfStaff() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      adminIsKnown();
      HttpResponse<String> answer = get(http, "/login");
      for (int i = 0; i < 3 * BURST && answer.statusCode() != 429; i++) {
        answer = get(http, "/login");
      }
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.body()).contains("请求过于频繁", "Wait some seconds");
      for (int i = 0; i < BURST; i++) {
        server.get(server.demo("admin"), "/api/v1/halls/" + HALL + "/queues");
      }
    }
  }

  /** Answers that the web server makes by itself. */
  @ParameterizedTest
  @CsvSource({"TRACE,/", "GET,/META-INF/x", "GET,/WEB-INF/x", "OPTIONS,/login"})
  void everyAnswerSaysWhatItAllows(String method, String path) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral("127.0.8.3")).build()) {
      var request =
          HttpRequest.newBuilder(server.uri(path))
              .method(method, HttpRequest.BodyPublishers.noBody());
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  /** A quick reader's next request may be there before the server has looked up from the last. */
  @Test
  void whoDoesNotWaitForAnswersGetsSome() throws Exception {
    String request = "GET /t/none HTTP/1.1\r\nHost: h\r\n";
    String admin = "Authorization: " + server.demo("admin").basic() + "\r\n";
    adminIsKnown();
    for (String header : List.of("", "Authorization: Bearer x\r\n", admin)) {
      try (var socket =
          new Socket(
              "127.0.0.1", server.uri("/").getPort(), InetAddress.ofLiteral("127.0.8.2"), 0)) {
        String last = request + header + "Connection: close\r\n\r\n";
        String all = (request + header + "\r\n").repeat(HeldConnection.MOST_AT_ONCE + 4) + last;
        socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
        assertThat(answers(socket))
            .as(header)
            .isEqualTo(HeldConnection.MOST_AT_ONCE + (header.equals(admin) ? 5 : 0));
      }
    }
  }

  /** Until the server ends the connection, in order or not. */
  private static int answers(Socket socket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (SocketException whatWasSentIsNotRead) {
      assertThat(bytes.size()).isPositive();
    }
    return bytes.toString(StandardCharsets.UTF_8).split("HTTP/1.1 \\d", -1).length - 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "Bearer x", "Basic x", "Basic YTpi"})
  void credentialsThatNobodyFoundRightAreThoseOfAStranger(String header) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path : List.of("/login", "/css/jiaohao.css", "/api/v1/halls")) {
        int status = 0;
        for (int i = 0; i < 3 * BURST && status != 429; i++) {
          status = get(http, path, "Authorization", header).statusCode();
        }
        assertThat(status).as(path).isEqualTo(429);
      }
    }
  }
}
