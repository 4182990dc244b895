package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A POST with an Idempotency-Key is carried out once, whatever it does. */
class IdempotentRequestsTest {
  private static final String TICKETS = "/api/v1/halls/" + HALL + "/tickets";
  private static final String WINDOW = "/api/v1/halls/" + HALL + "/windows/";
  private static RunningHall server;
  private static User clerk;
  private static User admin;

  @BeforeAll
  static void start() throws IOException {
    Path data = Files.createTempDirectory("hall-keys");
    open(data);
  }

  private static void open(Path data) {
    server =
        RunningHall.start(data, Ports.free(), "spring.profiles.active=demo", RunningHall.NO_BROKER);
    clerk = server.demo("clerk1");
    admin = server.demo("admin");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(User user, String path, String key, Object body) {
    var call = server.call(user, "POST", path).header("Idempotency-Key", key);
    return (body == null ? call : call.body(body)).send();
  }

  private static String number(HttpResponse<String> next) {
    return RunningHall.JSON.readTree(next.body()).get("ticket").get("number").asString();
  }

  @Test
  void aRepeatedNextCallsNobodyElse() {
    server.window(clerk, "20", "open");
    server.draw(clerk, "j");
    server.draw(clerk, "j");
    HttpResponse<String> first = post(clerk, WINDOW + "20/next", "next-key-1", null);
    server.window(clerk, "20", "start");
    HttpResponse<String> again = post(clerk, WINDOW + "20/next", "next-key-1", null);
    assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    HttpResponse<String> other = post(clerk, WINDOW + "20/next", "next-key-2", null);
    assertThat(number(other)).isNotEqualTo(number(first));
    server.window(clerk, "20", "start");
    server.window(clerk, "20", "finish");
    server.window(clerk, "20", "close");
  }

  @Test
  void whoHungUpBeforeTheAnswerGetsItWhenAskingAgain() throws Exception {
    server.window(clerk, "20", "open");
    for (int i = 0; i < 20; i++) {
      String drawn = server.draw(clerk, "j").get("number").asString();
      String key = "hung-up-key-" + i;
      hangUpAfter(WINDOW + "20/next", key);
      RunningHall.await("the call", () -> server.get(clerk, WINDOW + "20").hasNonNull("ticket"));
      HttpResponse<String> again = post(clerk, WINDOW + "20/next", key, null);
      assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
      assertThat(number(again)).isEqualTo(drawn);
      server.serve(clerk, "20");
    }
    server.window(clerk, "20", "close");
  }

  /** Sends a request and resets the connection without reading. */
  private static void hangUpAfter(String path, String key) throws IOException {
    URI address = server.uri("/");
    try (var line = new Socket(address.getHost(), address.getPort())) {
      line.setSoLinger(true, 0);
      String request =
          "POST %s HTTP/1.1\r\nHost: hall\r\nAuthorization: %s\r\nIdempotency-Key: %s\r\n"
              .concat("Content-Length: 0\r\n\r\n")
              .formatted(path, clerk.basic(), key);
      line.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aTicketIsDrawnOnceAlsoAfterARestart() {
    Map<String, String> body = Map.of("queue", "k", "source", "desk");
    HttpResponse<String> first = post(clerk, TICKETS, "draw-key-1", body);
    assertThat(first.statusCode()).isEqualTo(201);
    Path data = server.data();
    server.close();
    open(data);
    HttpResponse<String> again = post(clerk, TICKETS, "draw-key-1", body);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void manyAtOnceGetOneTicket() throws Exception {
    Map<String, String> body = Map.of("queue", "k", "source", "desk");
    var calls = new ArrayList<Callable<String>>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> post(clerk, TICKETS, "draw-key-many", body).body());
    }
    try (var pool = Executors.newFixedThreadPool(8)) {
      var answers = new HashSet<String>();
      for (var answer : pool.invokeAll(calls)) {
        answers.add(answer.get());
      }
      assertThat(answers).hasSize(1);
    }
  }

  @Test
  void aKeyBelongsToOneRequestAndOneActor() {
    assertThat(post(clerk, TICKETS, "draw-key-own", Map.of("queue", "k")).statusCode())
        .isEqualTo(201);
    HttpResponse<String> other = post(clerk, TICKETS, "draw-key-own", Map.of("queue", "j"));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("idempotency-key-reused");
    assertThat(post(admin, TICKETS, "draw-key-own", Map.of("queue", "k")).statusCode())
        .isEqualTo(201);
    assertThat(post(clerk, TICKETS, "short", Map.of("queue", "k")).statusCode()).isEqualTo(400);
  }

  @Test
  void whereNothingWasDoneARepeatIsTriedAnew() {
    assertThat(post(clerk, WINDOW + "18/recall", "recall-key", null).statusCode()).isEqualTo(409);
    assertThat(post(clerk, WINDOW + "18/recall", "recall-key", null).statusCode()).isEqualTo(409);
    assertThat(post(clerk, TICKETS, "draw-key-bad", Map.of("queue", "zz")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aSecretIsGivenOnceOnly() {
    var account = Map.of("username", "neu-1", "name", "新同事", "roles", new String[] {"CLERK"});
    HttpResponse<String> first = post(admin, "/api/v1/accounts", "account-key", account);
    assertThat(first.statusCode()).isEqualTo(201);
    HttpResponse<String> again = post(admin, "/api/v1/accounts", "account-key", account);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("already-done").doesNotContain("firstPassword");
  }
}
