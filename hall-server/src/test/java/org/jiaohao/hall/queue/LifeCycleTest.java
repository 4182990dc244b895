package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The life of a ticket from outside (N02): what is allowed, what is refused, what is kept of it.
 */
class LifeCycleTest {
  private static final String TICKETS = "/api/v1/halls/" + RunningHall.HALL + "/tickets/";
  private static final String WINDOW = "/api/v1/halls/" + RunningHall.HALL + "/windows/20/";

  private static RunningHall server;
  private static User manager;
  private static User guide;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    manager = server.demo("manager");
    guide = server.demo("guide");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A state, how a ticket of queue j gets there, and what may be done then. */
  enum State {
    WAITING(List.of(), Set.of("cancel", "priority", "transfer")),
    CALLED(List.of("next"), Set.of("transfer", "at-recall", "at-start", "at-transfer")),
    SERVING(List.of("next", "start"), Set.of("at-finish", "at-hold", "at-next", "at-transfer")),
    DONE(List.of("next", "start", "finish"), Set.of()),
    HELD(List.of("next", "start", "hold"), Set.of("cancel", "at-call-back")),
    NO_SHOW(List.of("next", "recall", "recall", "wait", "no-show"), Set.of("cancel", "reactivate")),
    REQUEUED(
        List.of("next", "recall", "recall", "wait", "no-show", "reactivate"),
        Set.of("cancel", "priority", "transfer")),
    CANCELLED(List.of("cancel"), Set.of("cancel")),
    EXPIRED(List.of("next-day"), Set.of());

    private final List<String> way;
    private final Set<String> allowed;

    State(List<String> way, Set<String> allowed) {
      this.way = way;
      this.allowed = allowed;
    }
  }

  private static final List<String> AT_TICKET =
      List.of("cancel", "reactivate", "priority", "transfer");

  private static final List<String> AT_WINDOW =
      List.of("next", "recall", "start", "finish", "hold", "no-show", "transfer", "call-back");

  private String ticketIn(State state) {
    server.clock().advance(Duration.ofDays(1));
    String id = server.draw(manager, "j").get("id").asString();
    server.window(manager, "20", "open");
    for (String step : state.way) {
      switch (step) {
        case "wait" -> server.clock().advance(Duration.ofSeconds(21));
        case "next-day" -> {
          server.clock().advance(Duration.ofDays(1));
          server.window(manager, "20", "open");
        }
        case "cancel", "reactivate" ->
            server.call(guide, "POST", TICKETS + id + "/" + step).expect(200);
        default -> server.window(manager, "20", step);
      }
    }
    assertThat(ticket(id).get("state").asString()).isEqualTo(state.name());
    return id;
  }

  private static JsonNode ticket(String id) {
    return server.get(manager, TICKETS + id);
  }

  private static JsonNode history(String id) {
    return server.get(manager, TICKETS + id + "/history");
  }

  private static int ticketEvents() {
    return server
        .bean(JdbcClient.class)
        .sql("select count(*) from event where subject like 'ticket/%'")
        .query(Integer.class)
        .single();
  }

  private static HttpResponse<String> attempt(String id, String action) {
    Object body =
        switch (action) {
          case "priority" -> Map.of("reason", "elderly");
          case "transfer", "at-transfer" -> Map.of("queue", "k");
          case "at-call-back" -> Map.of("ticket", id);
          default -> Map.of();
        };
    String path =
        action.startsWith("at-") ? WINDOW + action.substring(3) : TICKETS + id + "/" + action;
    User actor = action.startsWith("at-") ? manager : guide;
    return server.call(actor, "POST", path).body(body).send();
  }

  @ParameterizedTest
  @EnumSource(State.class)
  @Proves("N02")
  void whatTheStateDoesNotAllowIsRefusedAndChangesNothing(State state) {
    var actions = new ArrayList<>(AT_TICKET);
    AT_WINDOW.forEach(action -> actions.add("at-" + action));
    actions.removeAll(state.allowed);
    if (state == State.WAITING || state == State.REQUEUED) {
      actions.remove("at-next"); // calls it, as it should
    }
    String id = ticketIn(state);
    JsonNode before = ticket(id);
    int kept = history(id).size();
    int events = ticketEvents();
    for (String action : actions) {
      HttpResponse<String> answer = attempt(id, action);
      boolean nobodyWaits = action.equals("at-next") && answer.statusCode() == 204;
      if (!nobodyWaits) {
        assertThat(answer.statusCode()).as(state + " " + action + answer.body()).isEqualTo(409);
        assertThat(RunningHall.JSON.readTree(answer.body()).get("detailZh").asString())
            .containsPattern("\\p{IsHan}{4}");
      }
      assertThat(ticket(id)).as("%s after %s", state, action).isEqualTo(before);
    }
    assertThat(history(id)).hasSize(kept);
    assertThat(ticketEvents()).isEqualTo(events);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  @Proves("N02")
  void whatTheStateAllowsIsDoneAndKeptWithTimeAndOperator(State state) {
    for (String action : state.allowed) {
      String id = ticketIn(state);
      JsonNode before = history(id);
      assertThat(attempt(id, action).statusCode()).as(state + " " + action).isIn(200, 204);
      if (state == State.CANCELLED) {
        continue; // giving up twice is giving up once
      }
      JsonNode last = history(id).get(history(id).size() - 1);
      assertThat(history(id)).hasSize(before.size() + 1);
      assertThat(last.get("from").asString()).isEqualTo(state.name());
      assertThat(last.get("to").asString()).isEqualTo(ticket(id).get("state").asString());
      assertThat(last.get("operator").asString())
          .isEqualTo(action.startsWith("at-") ? "manager" : "guide");
      Instant at = OffsetDateTime.parse(last.get("at").asString()).toInstant();
      assertThat(Duration.between(at, server.clock().instant())).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  @Proves("N02")
  void theWholeHistoryOfATicketIsThere() {
    String id = ticketIn(State.REQUEUED);
    server.window(manager, "20", "next");
    server.window(manager, "20", "start");
    server.window(manager, "20", "hold");
    assertThat(attempt(id, "at-call-back").statusCode()).isEqualTo(200);
    server.window(manager, "20", "finish");
    assertThat(history(id).valueStream().map(LifeCycleTest::line))
        .containsExactly(
            "ticket-drawn null WAITING manager",
            "ticket-called WAITING CALLED manager",
            "ticket-called CALLED CALLED manager",
            "ticket-called CALLED CALLED manager",
            "ticket-missed CALLED NO_SHOW manager",
            "ticket-requeued NO_SHOW REQUEUED guide",
            "ticket-called REQUEUED CALLED manager",
            "ticket-started CALLED SERVING manager",
            "ticket-held SERVING HELD manager",
            "ticket-resumed HELD SERVING manager",
            "ticket-finished SERVING DONE manager");
    server
        .call(
            server.enrol(RunningHall.HALL, "history-kiosk", "KIOSK"),
            "GET",
            TICKETS + id + "/history")
        .expect(403);
  }

  private static String line(JsonNode change) {
    return "%s %s %s %s"
        .formatted(
            change.get("event").asString(),
            change.get("from").isNull() ? null : change.get("from").asString(),
            change.get("to").asString(),
            change.get("operator").asString());
  }

  @Test
  @Proves("N01")
  void numbersGrowToFourDigitsAndStartAnewTheNextDayWithoutLettersThatLookLikeDigits()
      throws Exception {
    server.clock().advance(Duration.ofDays(1));
    assertThat(drawL()).isEqualTo("L001");
    assertThat(drawL()).isEqualTo("L002");
    List<Callable<String>> draws = Collections.nCopies(996, LifeCycleTest::drawL);
    var drawn = new ArrayList<String>();
    try (var hands = Executors.newFixedThreadPool(8)) { // who draw together wait for one commit
      for (Future<String> number : hands.invokeAll(draws)) {
        drawn.add(number.get());
      }
    }
    var expected = IntStream.rangeClosed(3, 998).mapToObj("L%03d"::formatted).toList();
    assertThat(drawn).containsExactlyInAnyOrderElementsOf(expected);
    for (String next : List.of("L999", "L1000", "L1001")) {
      assertThat(drawL()).isEqualTo(next);
    }
    server.clock().advance(Duration.ofDays(1));
    assertThat(drawL()).isEqualTo("L001");
    assertThat(
            server
                .get(manager, "/api/v1/halls/" + RunningHall.HALL + "/queues")
                .valueStream()
                .map(queue -> queue.get("prefix").asString()))
        .doesNotContain("I", "O", "Q");
  }

  private static String drawL() {
    return server.draw(manager, "l").get("number").asString();
  }
}
