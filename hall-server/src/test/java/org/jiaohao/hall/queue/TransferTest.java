package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Passing tickets on, from outside (R081): no ticket is lost, and no window is left stuck. */
class TransferTest {
  private static final String TICKETS = "/api/v1/halls/" + RunningHall.HALL + "/tickets";
  private static final String WINDOWS = "/api/v1/halls/" + RunningHall.HALL + "/windows/";

  private static RunningHall server;
  private static User manager;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    manager = server.demo("manager");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Windows are free and closed, and nobody waits. */
  @AfterEach
  void tidyUp() {
    server.clock().advance(Duration.ofDays(1));
    server.draw(manager, "p");
  }

  private static void open(String... numbers) {
    for (String no : numbers) {
      server.window(manager, no, "open");
    }
  }

  private static String draw(String queue) {
    return server.draw(manager, queue).get("id").asString();
  }

  private static JsonNode post(int status, String path, Map<String, ?> body) {
    return server.call(manager, "POST", path).body(body).expect(status);
  }

  private static JsonNode transfer(int status, String ticket, Map<String, ?> to) {
    return post(status, TICKETS + "/" + ticket + "/transfer", to);
  }

  private static JsonNode ticket(String id) {
    return server.get(manager, TICKETS + "/" + id);
  }

  private static String slug(JsonNode problem) {
    assertThat(problem.get("detailZh").asString()).isNotBlank();
    return problem.get("type").asString().replace("urn:jiaohao:problem:", "");
  }

  private static String next(String window) {
    return server.window(manager, window, "next").at("/ticket/id").asString();
  }

  @Test
  void aTicketThatAWindowCalledLeavesTheWindowFree() {
    open("1", "4");
    String first = draw("a");
    String second = draw("a");
    assertThat(next("1")).isEqualTo(first);
    assertThat(transfer(200, first, Map.of("queue", "b")).get("state").asString())
        .isEqualTo("WAITING");
    assertThat(server.get(manager, WINDOWS + "1").get("ticket").isNull()).isTrue();
    assertThat(next("4")).isEqualTo(first);
    assertThat(next("1")).as("window 1 goes on").isEqualTo(second);
  }

  @Test
  void whoIsBeingServedIsPassedOnByTheWindowAlone() {
    open("1");
    String id = draw("a");
    next("1");
    server.window(manager, "1", "start");
    assertThat(slug(transfer(409, id, Map.of("queue", "b")))).isEqualTo("ticket-in-service");
    assertThat(slug(post(409, TICKETS + "/" + id + "/cancel", Map.of())))
        .isEqualTo("illegal-transition");
    post(200, WINDOWS + "1/transfer", Map.of("queue", "b"));
    assertThat(ticket(id).get("queue").asString()).isEqualTo("b");
    server.window(manager, "1", "close");
  }

  @Test
  void whereToGoIsWhereTheTicketWaitsNow() {
    open("1", "4", "5");
    String id = draw("a");
    String drawn = ticket(id).at("/paper/place").asString();
    next("1");
    assertThat(onBoard(id)).isTrue();
    post(200, WINDOWS + "1/transfer", Map.of("queue", "b"));
    JsonNode passedOn = ticket(id);
    assertThat(passedOn.at("/paper/place").asString()).startsWith("B区").isNotEqualTo(drawn);
    assertThat(passedOn.at("/paper/placeEn").asString()).startsWith("Area B, windows");
    assertThat(passedOn.at("/paper/service").asString()).as("what it came for").isNotBlank();
    assertThat(onBoard(id)).as("no window calls it any more").isFalse();
    transfer(200, id, Map.of("window", "5"));
    assertThat(ticket(id).at("/paper/place").asString()).isEqualTo("B区 5号窗口");
  }

  private static boolean onBoard(String id) {
    String number = ticket(id).get("number").asString();
    return server
        .get(manager, "/api/v1/halls/" + RunningHall.HALL + "/board")
        .get("calls")
        .valueStream()
        .anyMatch(call -> call.get("number").asString().equals(number));
  }

  @Test
  void aWindowThatDoesNotServeIsRefused() {
    open("11", "13");
    String id = draw("e");
    assertThat(slug(transfer(409, id, Map.of("window", "12")))).isEqualTo("window-cannot-act");
    server.window(manager, "13", "pause");
    JsonNode refused = transfer(409, id, Map.of("window", "13"));
    assertThat(slug(refused)).isEqualTo("window-cannot-act");
    assertThat(refused.get("detail").asString()).contains("13");
    next("11");
    server.window(manager, "11", "start");
    assertThat(slug(post(409, WINDOWS + "11/transfer", Map.of("window", "13"))))
        .isEqualTo("window-cannot-act");
    assertThat(ticket(id).get("state").asString()).isEqualTo("SERVING");
    transfer(404, draw("e"), Map.of("window", "77"));
    assertThat(slug(transfer(400, draw("e"), Map.of()))).isEqualTo("unknown-target");
    assertThat(slug(transfer(404, draw("e"), Map.of("queue", "z")))).isEqualTo("unknown-queue");
  }

  @Test
  void whoWaitsForOneWindowIsCalledByOthersOnceItDoesNotServeAnyMore() {
    for (String away : new String[] {"close", "pause", "short-leave"}) {
      open("11", "13");
      String id = draw("e");
      transfer(200, id, Map.of("window", "13"));
      assertThat(server.call(manager, "POST", WINDOWS + "11/next").send().statusCode())
          .as("11 may not call it")
          .isEqualTo(204);
      assertThat(server.get(manager, WINDOWS + "11").get("waiting").asInt()).isZero();
      assertThat(server.get(manager, WINDOWS + "11/waiting")).isEmpty();
      assertThat(server.get(manager, WINDOWS + "13/waiting")).hasSize(1);
      server.window(manager, "13", away);
      assertThat(next("11")).as("after " + away).isEqualTo(id);
      server.serve(manager, "11");
    }
  }

  @Test
  @Proves("R009")
  void whoWaitsForOneWindowIsCalledByOthersOnceItServesOtherQueues() {
    open("11", "13");
    String id = draw("e");
    transfer(200, id, Map.of("window", "13"));
    server
        .call(manager, "PUT", WINDOWS + "13")
        .body(Map.of("queues", new String[] {"f"}))
        .expect(200);
    try {
      assertThat(next("11")).isEqualTo(id);
    } finally {
      server
          .call(manager, "PUT", WINDOWS + "13")
          .body(Map.of("queues", new String[] {"e"}))
          .expect(200);
    }
  }

  @Test
  @Proves("R081")
  void whatTheCitizenCameForStaysWhereTheWindowServesIt() {
    open("10", "9", "7", "4", "25");
    String id = draw("d");
    assertThat(next("10")).isEqualTo(id);
    server.window(manager, "10", "start");
    post(200, WINDOWS + "10/transfer", Map.of("window", "9"));
    assertThat(ticket(id).get("queue").asString()).as("9 serves c and d").isEqualTo("d");
    assertThat(next("9")).isEqualTo(id);
    String other = draw("d");
    assertThat(transfer(200, other, Map.of("window", "4")).get("queue").asString())
        .as("4 serves b only")
        .isEqualTo("b");
    String third = draw("d");
    assertThat(slug(transfer(400, third, Map.of("window", "25"))))
        .isEqualTo("target-queue-missing");
    assertThat(slug(transfer(400, third, Map.of("window", "25", "queue", "d"))))
        .isEqualTo("queue-not-at-window");
    assertThat(transfer(200, third, Map.of("window", "25", "queue", "x")).get("queue").asString())
        .isEqualTo("x");
  }

  @Test
  @Proves("N02")
  void theHistoryTellsWhereATicketWentAndThatItCameBack() {
    open("4", "5");
    String id = draw("b");
    assertThat(next("4")).isEqualTo(id);
    post(200, WINDOWS + "4/transfer", Map.of("window", "5"));
    post(200, WINDOWS + "5/pause", Map.of("reason", "meeting"));

    List<String> moves =
        server
            .get(manager, TICKETS + "/" + id + "/history")
            .valueStream()
            .filter(change -> change.get("event").asString().equals("ticket-transferred"))
            .map(change -> change.get("fromQueue").asString() + " " + change.get("toWindow"))
            .toList();
    assertThat(moves).containsExactly("b \"5\"", "b null");
  }

  @Test
  @Proves("R081")
  void theTicketEntersTheTargetByPolicyWithItsNumberAndBothLegsAreKept() {
    open("1", "4");
    String early = draw("a");
    String middle = draw("b");
    String late = draw("a");
    String last = draw("b");
    transfer(200, late, Map.of("queue", "b", "place", "FRONT"));
    transfer(200, early, Map.of("queue", "b", "place", "BACK"));
    String again = draw("a");
    assertThat(next("1")).isEqualTo(again);
    server.window(manager, "1", "start");
    post(200, WINDOWS + "1/transfer", Map.of("queue", "b", "place", "ARRIVAL"));
    for (String expected : new String[] {late, middle, last, early, again}) {
      assertThat(next("4")).isEqualTo(expected);
      server.serve(manager, "4");
    }
    assertThat(ticket(again).get("number").asString()).isEqualTo("A003");
    JsonNode history = server.get(manager, TICKETS + "/" + again + "/history");
    assertThat(history.valueStream().map(c -> c.get("event").asString()))
        .containsExactly(
            "ticket-drawn",
            "ticket-called",
            "ticket-started",
            "ticket-transferred",
            "ticket-called",
            "ticket-started",
            "ticket-finished");
    assertThat(
            server
                .bean(JdbcClient.class)
                .sql(
                    "select queue || ' ' || window_no || ' ' || outcome from ticket_leg"
                        + " where ticket = ? order by leg")
                .param(again)
                .query(String.class)
                .list())
        .containsExactly("a 1 TRANSFERRED", "b 4 DONE");
  }

  @Test
  void anItemIsDrawnInItsOwnQueueOnly() {
    var wrong = Map.of("queue", "b", "item", "sj-001");
    JsonNode refused =
        server
            .call(manager, "POST", TICKETS)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(wrong)
            .expect(400);
    assertThat(slug(refused)).isEqualTo("item-not-in-queue");
    server
        .call(manager, "POST", TICKETS)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("queue", "a", "item", "sj-001"))
        .expect(201);
  }

  @Test
  void aHeldTicketComesBackAtAWindowOfItsQueueOnly() {
    open("1", "2", "4");
    String id = draw("a");
    next("1");
    server.window(manager, "1", "start");
    server.window(manager, "1", "hold");
    assertThat(slug(post(409, WINDOWS + "4/call-back", Map.of("ticket", id))))
        .isEqualTo("ticket-of-another-queue");
    JsonNode window = post(200, WINDOWS + "2/call-back", Map.of("ticket", id));
    assertThat(ticket(id).get("window").asString()).isEqualTo("2");
    assertThat(window.get("call").isNull()).as("it was called to the other window").isTrue();
  }

  @Test
  void aWindowCannotTakeATicketThatAnotherHasCalled() {
    open("1", "2");
    String id = draw("a");
    next("1");
    assertThat(slug(post(409, WINDOWS + "2/call-back", Map.of("ticket", id))))
        .isEqualTo("illegal-transition");
    assertThat(ticket(id).get("window").asString()).isEqualTo("1");
    assertThat(server.window(manager, "1", "start").at("/ticket/id").asString()).isEqualTo(id);
  }

  @Test
  void patternsAreData() {
    draw("a");
    for (String pattern : new String[] {"%25", "_", "A_01", "%5C"}) {
      assertThat(server.get(manager, TICKETS + "?number=" + pattern)).as(pattern).isEmpty();
    }
    for (String typed : new String[] {"a0", "%EF%BC%A1%EF%BC%90", "A001%20"}) {
      assertThat(server.get(manager, TICKETS + "?number=" + typed)).as(typed).hasSize(1);
    }
  }

  @Test
  void aGuideOpensTheGuidesWindowAndNoOther() {
    User guide = server.demo("guide");
    assertThat(server.window(guide, "0", "open").get("state").asString()).isEqualTo("OPEN");
    String id = draw("x");
    assertThat(server.window(guide, "0", "next").at("/ticket/id").asString()).isEqualTo(id);
    server.serve(guide, "0");
    JsonNode refused = server.call(guide, "POST", WINDOWS + "1/open").expect(403);
    assertThat(slug(refused)).isEqualTo("not-your-window");
  }
}
