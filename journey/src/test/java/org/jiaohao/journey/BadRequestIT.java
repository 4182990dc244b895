package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever arrives over HTTP is answered by a problem document, never by a stack trace. */
@ExtendWith(SharedHall.class)
class BadRequestIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;
  private static final String TICKETS = HALL + "/tickets";
  private static final int RANDOM_BODIES = 500;

  private static ServerProcess server;
  private static Http kiosk;

  @BeforeAll
  static void start(HallProcesses shared) {
    server = shared.server();
    kiosk = server.as(server.enrol("kiosk-bad", "KIOSK"));
  }

  static Stream<Arguments> badDraws() {
    return Stream.of(
        Arguments.of("empty body", TICKETS, "", 400),
        Arguments.of("cut off", TICKETS, "{\"queue\":\"a\"", 400),
        Arguments.of("no JSON", TICKETS, "queue=a", 400),
        Arguments.of("array", TICKETS, "[{\"queue\":\"a\"}]", 400),
        Arguments.of("wrong type", TICKETS, "{\"queue\":{\"id\":\"a\"}}", 400),
        Arguments.of("null", TICKETS, "null", 400),
        Arguments.of("nothing chosen", TICKETS, "{}", 400),
        Arguments.of("unknown queue", TICKETS, "{\"queue\":\"zz\"}", 404),
        Arguments.of("unknown item", TICKETS, "{\"item\":\"no-such\"}", 404),
        Arguments.of("deep", TICKETS, "[".repeat(5000), 400),
        Arguments.of("oversized", TICKETS, "{\"queue\":\"" + "a".repeat(2_000_000) + "\"}", 413));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badDraws")
  void aBadDrawIsAProblem(String name, String path, String body, int status) throws Exception {
    HttpResponse<byte[]> answer = kiosk.send("POST", path, body, "Idempotency-Key", key());

    assertProblem(answer, status);
  }

  @Test
  void anotherHallIsNotThisKiosks() throws Exception {
    HttpResponse<byte[]> answer =
        kiosk.send(
            "POST", "/api/v1/halls/no-hall/tickets", "{\"queue\":\"a\"}", "Idempotency-Key", key());

    assertThat(answer.statusCode()).isIn(403, 404);
    assertProblem(answer, answer.statusCode());
    assertProblem(server.as("admin").fetch("/api/v1/halls/no-hall/queues"), 404);
  }

  @Test
  void strangersAreRefused() throws Exception {
    Http stranger = Http.at(server.url());
    String draw = "{\"queue\":\"a\"}";

    assertProblem(stranger.send("POST", TICKETS, draw, "Idempotency-Key", key()), 401);
    assertProblem(
        stranger.as("admin", "wrong").send("POST", TICKETS, draw, "Idempotency-Key", key()), 401);
    assertProblem(kiosk.send("POST", HALL + "/windows/3/next", ""), 403);
  }

  @Test
  void wrongMethodsTypesAndPathsAreProblems() throws Exception {
    assertProblem(server.as("admin").send("DELETE", TICKETS, ""), 405);
    assertProblem(server.as("admin").fetch(HALL + "/no-such-thing"), 404);
    assertProblem(server.as("clerk1").send("POST", HALL + "/windows/99999/next", ""), 404);
    assertProblem(
        server.as("manager").send("POST", HALL + "/announcements", "{\"text\":7,\"rev\":\"x\"}"),
        400);
  }

  @Test
  void randomBodiesNeverBreakTheServer() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM_BODIES; i++) {
      byte[] body = new byte[random.nextInt(400)];
      random.nextBytes(body);
      String text = new String(body, StandardCharsets.ISO_8859_1);

      HttpResponse<byte[]> answer = kiosk.send("POST", TICKETS, text, "Idempotency-Key", key());

      assertProblem(answer, 400);
    }
    assertThat(kiosk.get(HALL + "/queues")).isNotEmpty();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static void assertProblem(HttpResponse<byte[]> answer, int status) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(body).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(body)
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(body).doesNotContain("Exception", "\tat ", "org.jiaohao", "org.springframework");
    JsonNode problem = Http.JSON.readTree(body);
    assertThat(problem.get("type").asString()).startsWith("urn:jiaohao:problem:");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asString()).isNotBlank();
    assertThat(problem.get("detailZh").asString()).isNotBlank();
  }
}
