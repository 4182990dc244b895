package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What a clerk does at a window, over HTTP: everything works, and fast enough to be felt at once.
 */
class WindowActionsTest {
  private static final String WINDOW = "/api/v1/halls/" + HALL + "/windows/4/";
  private static final int ROUNDS = 9;
  private static final long AT_ONCE_MILLIS = 300;

  private static RunningHall server;
  private static User clerk;

  /** Milliseconds of each call, by action. */
  private final Map<String, List<Long>> times = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    clerk = server.demo("manager");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Proves("R041")
  void everyActionIsDoneWithinThreeTenthsOfASecond() {
    server.window(clerk, "4", "open");
    server.window(server.demo("clerk1"), "1", "open"); // where the transferred tickets go
    for (int round = 0; round < ROUNDS; round++) {
      oneRound();
    }

    assertThat(times.keySet())
        .contains(
            "next",
            "recall",
            "start",
            "hold",
            "call-back",
            "transfer",
            "no-show",
            "finish",
            "pause",
            "resume");
    assertThat(times.get("next")).hasSize(3 * ROUNDS);
    times.forEach(
        (action, millis) ->
            assertThat(median(millis)).as(action + " " + millis).isLessThan(AT_ONCE_MILLIS));
  }

  /** Two people at one window: the press of the second means the ticket that was there before. */
  @Test
  void aPressThatMeansAnotherTicketIsRefused() {
    String window = "/api/v1/halls/" + HALL + "/windows/5/";
    User guide = server.demo("guide");
    server.window(clerk, "5", "open");
    String first = server.draw(guide, "b").get("id").asString();
    String second = server.draw(guide, "b").get("id").asString();
    post(window + "next?ticket=", 200);
    post(window + "start?ticket=" + first, 200);

    assertThat(ticket(post(window + "next?ticket=" + first, 200), "id")).isEqualTo(second);
    post(window + "start", 200);

    for (String press : List.of("next", "recall", "start", "finish", "hold", "no-show")) {
      JsonNode refused = post(window + press + "?ticket=" + first, 409);
      assertThat(refused.get("type").asString()).as(press).endsWith(":ticket-changed");
      assertThat(refused.get("detailZh").asString()).contains("B");
      post(window + press + "?ticket=", 409);
    }
    server
        .call(clerk, "POST", window + "transfer?ticket=" + first)
        .body(Map.of("queue", "a"))
        .expect(409);
    assertThat(ticket(server.get(clerk, window.replaceFirst("/$", "")), "state"))
        .isEqualTo("SERVING");
    post(window + "finish?ticket=" + second, 200);
  }

  private static JsonNode post(String path, int status) {
    return server.call(clerk, "POST", path).expect(status);
  }

  private void oneRound() {
    User guide = server.demo("guide");
    String held = server.draw(guide, "b").get("id").asString();
    server.draw(guide, "b");
    server.draw(guide, "b");

    assertThat(ticket(act("next", null), "id")).isEqualTo(held);
    act("start", null);
    assertThat(act("hold", null).get("ticket").isNull()).isTrue();
    act("call-back", Map.of("ticket", held));
    act("transfer", Map.of("queue", "a"));

    act("next", null);
    for (int recall = 0; recall < 2; recall++) {
      server.clock().advance(Duration.ofSeconds(30));
      act("recall", null);
    }
    server.clock().advance(Duration.ofSeconds(30));
    assertThat(act("no-show", null).get("ticket").isNull()).isTrue();

    act("next", null);
    act("start", null);
    assertThat(act("finish", null).get("ticket").isNull()).isTrue();
    assertThat(act("pause", Map.of("reason", "meeting")).get("state").asString())
        .isEqualTo("PAUSED");
    assertThat(act("resume", null).get("state").asString()).isEqualTo("OPEN");
  }

  private JsonNode act(String action, Object body) {
    RunningHall.Call call = server.call(clerk, "POST", WINDOW + action);
    if (body != null) {
      call.body(body);
    }
    long before = System.nanoTime();
    JsonNode answer = call.expect(200);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    times.computeIfAbsent(action, name -> new ArrayList<>()).add(millis);
    return answer;
  }

  private static String ticket(JsonNode answer, String member) {
    return answer.get("ticket").get(member).asString();
  }

  private static long median(List<Long> millis) {
    return millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow();
  }
}
