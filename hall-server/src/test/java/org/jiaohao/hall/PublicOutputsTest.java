package org.jiaohao.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Accounts;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * Personal data is planted where it could come in, and looked for in everything the public can see:
 * all MQTT messages of the hall (boards, strips, voices), the pages of phones, and the event feed.
 */
class PublicOutputsTest {
  private static final String TICKETS = "/api/v1/halls/" + HALL + "/tickets";

  /** A citizen and what makes them special. */
  private static final List<String> PLANTED =
      List.of("裴元庆", "41072619540302123X", "13800138000", "disabled");

  private static final String WINDOW_4 = Topics.of(HALL).window("4");
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Proves("N13")
  void nothingPersonalLeavesTheHall() throws Exception {
    User guide = server.demo("guide");
    User manager = server.demo("manager");
    User display = server.enrol(HALL, "display-1", "DISPLAY");
    try (MqttPeer screens = MqttPeer.connect(server.mqttUri(), display)) {
      screens.subscribe(Topics.ROOT + HALL + "/view/#");
      screens.subscribe(Topics.ROOT + HALL + "/event/#");
      plant(guide);
      String id = drawWithPriority(guide);
      server.window(manager, "1", "open");
      String called = callUntil(manager, id);

      for (String part : List.of("/event/ticket-called", "/view/window/1", "/view/board/main")) {
        await(
            part,
            () ->
                screens.received().stream()
                    .anyMatch(m -> m.topic().endsWith(part) && m.text().contains(called)));
      }
      List<String> seen = new ArrayList<>();
      screens.received().forEach(message -> seen.add(message.topic() + ' ' + message.text()));
      for (String path : List.of("/t/" + id, "/t/" + id + "/live", "/g/" + HALL, "/login")) {
        seen.add(page(path));
        seen.add(page(path + "?lang=en"));
      }
      String feed = "/api/v1/halls/" + HALL + "/events?wait=0&limit=1000";
      seen.add(feed + ' ' + server.get(manager, feed));

      assertThat(seen).hasSizeGreaterThan(10);
      assertThat(seen).anyMatch(output -> output.contains(called));
      for (String secret : PLANTED) {
        assertThat(
                seen.stream()
                    .filter(output -> output.contains(secret))
                    .map(PublicOutputsTest::source))
            .as(secret)
            .isEmpty();
      }
    }
  }

  /**
   * What clerks type in and what they are called: no event of any hall carries it, and the name
   * stands in the view of the clerk's window alone (R027).
   */
  @Test
  @Proves("N13")
  void noEventCarriesANameOrWhatClerksTypeIn() throws Exception {
    String name = "尉迟静姝";
    String typed = "裴元庆";
    String numbers = typed + " 41072619540302123X 13800138000";
    User clerk = clerkNamed(name);
    User kiosk = server.enrol(HALL, "kiosk-n13", "KIOSK");
    User display = server.enrol(HALL, "display-n13", "DISPLAY");
    try (MqttPeer screens = MqttPeer.connect(server.mqttUri(), display);
        MqttPeer printer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      screens.subscribe(Topics.ROOT + HALL + "/view/#");
      screens.subscribe(Topics.ROOT + HALL + "/event/#");
      server.window(clerk, "4", "open");
      await("the name over the window", () -> screens.last(WINDOW_4).text().contains(name));
      String ticket = drawWithPriority(clerk);
      server
          .call(clerk, "POST", "/api/v1/halls/" + HALL + "/windows/4/pause")
          .body(Map.of("reason", numbers))
          .expect(400);
      server
          .call(clerk, "POST", "/api/v1/halls/" + HALL + "/windows/4/pause")
          .body(Map.of("reason", typed))
          .expect(200);
      server.window(clerk, "4", "resume");
      printer.publish(
          Topics.of(HALL).agentEvent("kiosk-n13", "print-finished"),
          failedPrint(server.draw(kiosk, "a").get("id").asString(), numbers),
          false);
      server.call(clerk, "POST", TICKETS + "/" + ticket + "/cancel").expect(200);
      server.window(clerk, "4", "close");
      await("the print", () -> events().stream().anyMatch(e -> e.contains("print-finished")));
      await("closed", () -> !screens.last(WINDOW_4).text().contains(name));

      List<String> seen = new ArrayList<>(events());
      for (MqttPeer.Message message : screens.received()) {
        boolean overTheWindow = message.topic().equals(WINDOW_4) && !message.text().isEmpty();
        if (overTheWindow) {
          var view = (ObjectNode) message.json();
          view.remove("clerk");
          seen.add(message.topic() + ' ' + view);
        } else {
          seen.add(message.topic() + ' ' + message.text());
        }
      }
      assertThat(seen).anyMatch(output -> output.contains("window-paused"));
      for (String secret : List.of(name, "裴元庆", "41072619540302123X", "13800138000", "disabled")) {
        assertThat(seen.stream().filter(o -> o.contains(secret)).map(PublicOutputsTest::source))
            .as(secret)
            .isEmpty();
      }
    }
  }

  private static User clerkNamed(String name) {
    Accounts accounts = server.bean(Accounts.class);
    String first = accounts.create("clerk-n13", name, Set.of(Role.CLERK, Role.GUIDE), HALL, "test");
    accounts.changePassword("clerk-n13", first, "Berg-Fluss-77");
    return new User("clerk-n13", "Berg-Fluss-77");
  }

  private static Event<PrintFinished> failedPrint(String ticket, String message) {
    OffsetDateTime now = OffsetDateTime.now();
    return new Event<>(
        "1.0",
        UUID.randomUUID().toString(),
        "/halls/" + HALL + "/agents/kiosk-n13",
        "print-finished",
        now,
        null,
        0,
        new PrintFinished(
            "n13",
            ticket,
            "A001",
            PrintEvent.Finished.State.FAILED,
            false,
            null,
            message,
            message,
            now));
  }

  /** Every event of the log, of all halls, as it is stored. */
  private static List<String> events() {
    return server
        .bean(JdbcClient.class)
        .sql("select 'event ' || type || ' ' || subject || ' ' || actor || ' ' || data from event")
        .query(String.class)
        .list();
  }

  /** Topic or address of an output. */
  private static String source(String output) {
    return output.substring(0, output.indexOf(' '));
  }

  /** Members that no ticket has; a server that refuses them is as good as one that drops them. */
  private static void plant(User guide) {
    Map<String, Object> body = new HashMap<>(Map.of("queue", "a", "source", "test"));
    body.putAll(Map.of("name", "裴元庆", "idNumber", "41072619540302123X", "phone", "13800138000"));
    int status =
        server
            .call(guide, "POST", TICKETS)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(body)
            .send()
            .statusCode();
    assertThat(status).isIn(201, 400);
  }

  private static String drawWithPriority(User guide) {
    return server
        .call(guide, "POST", TICKETS)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("queue", "a", "priorityReason", "disabled", "source", "test"))
        .expect(201)
        .get("id")
        .asString();
  }

  /** Calls until the ticket's turn has come; its number. */
  private static String callUntil(User clerk, String id) {
    for (int i = 0; i < 3; i++) {
      var called = server.window(clerk, "1", "next").get("ticket");
      if (called.get("id").asString().equals(id)) {
        return called.get("number").asString();
      }
      server.window(clerk, "1", "start");
      server.window(clerk, "1", "finish");
    }
    throw new AssertionError("never called");
  }

  private static String page(String path) {
    var answer = server.call(null, "GET", path).send();
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return path + ' ' + answer.body();
  }
}
