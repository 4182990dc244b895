package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.alert.AlertRounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Alerts about agents and prints follow the state: one for each fault, ended by its end. */
class AgentAlertsTest {
  private static final Topics TOPICS = Topics.of(HALL);
  private static final String BASE = "/api/v1/halls/" + HALL;
  private static RunningHall server;
  private static User technician;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo");
    technician = server.demo("technician");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static MqttPeer connect(User user) throws Exception {
    String client = user.username().replace("/", "_");
    return MqttPeer.connect(server.mqttUri(), client, MqttPeer.options(user));
  }

  private static void say(
      MqttPeer peer, String agent, String session, AgentState.State state, Long offset)
      throws Exception {
    var said = new AgentState(session, agent, state, OffsetDateTime.now(), offset);
    peer.publish(TOPICS.agentState(agent), said, true);
  }

  private static void say(
      MqttPeer peer, String agent, String session, String instance, AgentState.State state)
      throws Exception {
    var said = new AgentState(session, instance, state, OffsetDateTime.now(), 0L);
    peer.publish(TOPICS.agentState(agent), said, true);
    await(agent + " is " + state, () -> stateOf(agent).equals(state.name()));
  }

  private static List<JsonNode> alerts(String subject) {
    return server
        .get(technician, BASE + "/alerts")
        .valueStream()
        .filter(a -> a.get("subject").asString().startsWith(subject))
        .toList();
  }

  private static List<String> kinds(String subject) {
    return alerts(subject).stream().map(a -> a.get("kind").asString()).toList();
  }

  private static String stateOf(String agent) {
    return server
        .get(technician, BASE + "/agents")
        .valueStream()
        .filter(a -> a.get("id").asString().equals(agent))
        .findFirst()
        .orElseThrow()
        .get("state")
        .asString();
  }

  @Test
  void aWrongClockIsAnAlertUntilItIsRight() throws Exception {
    User display = server.enrol(HALL, "display-clock", "DISPLAY");
    try (MqttPeer peer = connect(display)) {
      say(peer, "display-clock", "s1", AgentState.State.READY, 61_000L);
      await("alert", () -> kinds("display-clock").equals(List.of("AGENT_CLOCK")));
      assertThat(alerts("display-clock").getFirst().get("messageZh").asString()).contains("快 61 秒");
      say(peer, "display-clock", "s1", AgentState.State.READY, -5_001L);
      await(
          "slow",
          () -> alerts("display-clock").getFirst().get("messageZh").asString().contains("慢 5 秒"));
      say(peer, "display-clock", "s1", AgentState.State.READY, -5_000L);
      await("no alert", () -> alerts("display-clock").isEmpty());
    }
  }

  @Test
  void everyAnswerOfTheApiTellsTheHallsTime() {
    long before = server.clock().millis();
    for (String path : List.of(BASE + "/queues", BASE + "/none", "/api/v1/none")) {
      var answer = server.call(technician, "GET", path).send();
      long told = Long.parseLong(answer.headers().firstValue("X-Hall-Time").orElseThrow());
      assertThat(told).as(path).isBetween(before, server.clock().millis());
    }
    var refused = server.call(new User("nobody", "wrong"), "GET", BASE + "/windows").send();
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("X-Hall-Time")).isPresent();
  }

  /** A disk was copied: both connect with one id and throw each other out, which the will says. */
  @Test
  void twoAgentsWithOneIdAreAnAlertUntilOneIsGone() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-twin", "KIOSK");
    try (MqttPeer peer = connect(kiosk)) {
      for (String instance : List.of("one", "other", "one")) {
        String session = UUID.randomUUID().toString();
        say(peer, "kiosk-twin", session, instance, AgentState.State.READY);
        say(peer, "kiosk-twin", session, instance, AgentState.State.LOST);
      }
    }
    await("alert", () -> kinds("kiosk-twin").contains("AGENT_TWICE"));
    assertThat(alerts("kiosk-twin").toString()).contains("127.0.0.1");
    server.clock().advance(Duration.ofSeconds(61));
    server.bean(AlertRounds.class).followAll();
    assertThat(kinds("kiosk-twin")).doesNotContain("AGENT_TWICE");
  }

  /** A loose cable, and a program that ends and is started again and again. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAgentThatIsLostAndComesBackIsNoTwin(boolean startedAgain) throws Exception {
    String id = "kiosk-shaky-" + startedAgain;
    User kiosk = server.enrol(HALL, id, "KIOSK");
    try (MqttPeer peer = connect(kiosk)) {
      for (int i = 0; i < 6; i++) {
        String instance = startedAgain ? "i" + i : "one";
        say(peer, id, "s" + i, instance, AgentState.State.READY);
        say(peer, id, "s" + i, instance, AgentState.State.LOST);
      }
      say(peer, id, "last", startedAgain ? "last" : "one", AgentState.State.DEGRADED);
      server.bean(AlertRounds.class).followAll();
      assertThat(kinds(id)).isEmpty();
    }
  }

  /** The agent is DEGRADED because of its device: shown as such, and one alert, the device's. */
  @Test
  void oneFaultIsOneAlert() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-one", "KIOSK");
    try (MqttPeer peer = connect(kiosk)) {
      say(peer, "kiosk-one", "s1", AgentState.State.READY, null);
      var report =
          new DeviceReport(
              "ticket-printer",
              DeviceReport.State.OFFLINE,
              List.of(),
              OffsetDateTime.now(),
              null,
              "请检查",
              "check");
      peer.publish(TOPICS.deviceStatus("kiosk-one", "ticket-printer"), report, true);
      say(peer, "kiosk-one", "s1", AgentState.State.DEGRADED, null);
      await("degraded", () -> stateOf("kiosk-one").equals("DEGRADED"));
      assertThat(kinds("kiosk-one")).containsExactly("DEVICE");
      String id = alerts("kiosk-one").getFirst().get("id").asString();
      server.call(technician, "POST", BASE + "/alerts/" + id + "/clear").expect(409);

      say(peer, "kiosk-one", "s1", AgentState.State.LOST, null);
      await("lost", () -> kinds("kiosk-one").equals(List.of("AGENT_LOST")));
      say(peer, "kiosk-one", "s2", AgentState.State.READY, null);
      await("the device's again", () -> kinds("kiosk-one").equals(List.of("DEVICE")));
      assertThat(paired(id)).containsExactly("alert-raised", "alert-cleared");
    }
  }

  /** Types of the events of an alert; each carries what the other does. */
  private static List<String> paired(String alert) {
    List<JsonNode> events =
        server
            .get(technician, BASE + "/events?wait=0&limit=1000")
            .valueStream()
            .filter(e -> e.get("subject").asString().equals("alert/" + alert))
            .toList();
    assertThat(events.stream().map(e -> e.get("data")).distinct()).hasSize(1);
    return events.stream().map(e -> e.get("type").asString()).toList();
  }

  private static void report(
      MqttPeer peer, String agent, String job, String ticket, PrintEvent.Finished.State state)
      throws Exception {
    var data =
        new PrintFinished(
            job, ticket, "A001", state, false, null, null, null, OffsetDateTime.now());
    peer.publish(
        TOPICS.agentEvent(agent, "print-finished"),
        new Event<>(
            "1.0",
            UUID.randomUUID().toString(),
            "/halls/" + HALL + "/agents/" + agent,
            "print-finished",
            OffsetDateTime.now(),
            null,
            0,
            data),
        false);
  }

  @Test
  void aPrintIsAnAlertWhileItHasNotComeOut() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-print", "KIOSK");
    String ticket = server.draw(kiosk, "a").get("id").asString();
    try (MqttPeer peer = connect(kiosk)) {
      for (PrintEvent.Finished.State bad :
          List.of(
              PrintEvent.Finished.State.FAILED,
              PrintEvent.Finished.State.UNCERTAIN,
              PrintEvent.Finished.State.WAITING,
              PrintEvent.Finished.State.UNKNOWN)) {
        for (PrintEvent.Finished.State end :
            List.of(PrintEvent.Finished.State.CONFIRMED, PrintEvent.Finished.State.DROPPED)) {
          report(peer, "kiosk-print", bad.name() + end, ticket, bad);
          await(bad.name(), () -> kinds(ticket).equals(List.of("PRINT")));
          report(peer, "kiosk-print", bad.name() + end, ticket, end);
          await(end.name(), () -> kinds(ticket).isEmpty());
        }
      }
      // The kiosk publishes its journal again: old news.
      report(peer, "kiosk-print", "FAILEDCONFIRMED", ticket, PrintEvent.Finished.State.FAILED);
      report(peer, "kiosk-print", "waits", ticket, PrintEvent.Finished.State.WAITING);
      await("waiting", () -> kinds(ticket).equals(List.of("PRINT")));
      assertThat(alerts(ticket).getFirst().get("messageZh").asString()).contains("打印机恢复后自动打印");
      server
          .call(server.demo("guide"), "POST", BASE + "/tickets/" + ticket + "/cancel")
          .expect(200);
      await("cancelled", () -> kinds(ticket).isEmpty());
    }
  }

  @Test
  void aPersonMayEndTheAlertOfAnUncertainPrint() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-seen", "KIOSK");
    String ticket = server.draw(kiosk, "a").get("id").asString();
    try (MqttPeer peer = connect(kiosk)) {
      report(peer, "kiosk-seen", "seen-1", ticket, PrintEvent.Finished.State.UNCERTAIN);
      await("alert", () -> kinds(ticket).equals(List.of("PRINT")));
      String id = alerts(ticket).getFirst().get("id").asString();
      server.call(server.demo("guide"), "POST", BASE + "/alerts/" + id + "/clear").expect(204);
      server.bean(AlertRounds.class).followAll();
      assertThat(kinds(ticket)).isEmpty();
      report(peer, "kiosk-seen", "seen-2", ticket, PrintEvent.Finished.State.UNCERTAIN);
      await("another paper", () -> kinds(ticket).equals(List.of("PRINT")));
    }
  }

  /** R012: the mark 补打 stands on what may be a second paper, never on the first. */
  @Test
  void theFirstPaperIsAskedForWithoutTheMark() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-first", "KIOSK");
    User guide = server.demo("guide");
    String drawnAtDesk = server.draw(guide, "b").get("id").asString();
    String drawnAtKiosk = server.draw(kiosk, "b").get("id").asString();
    try (MqttPeer peer = connect(kiosk)) {
      peer.subscribe(TOPICS.command("kiosk-first", "+"));
      say(peer, "kiosk-first", "s1", AgentState.State.DEGRADED, null);
      await("there", () -> stateOf("kiosk-first").equals("DEGRADED"));
      assertThat(print(peer, guide, drawnAtDesk, Reply.Outcome.REFUSED)).isTrue();
      assertThat(print(peer, guide, drawnAtDesk, Reply.Outcome.DONE))
          .as("nothing came out")
          .isTrue();
      assertThat(print(peer, guide, drawnAtDesk, Reply.Outcome.DONE))
          .as("a second paper")
          .isFalse();

      assertThat(print(peer, guide, drawnAtKiosk, Reply.Outcome.DONE))
          .as("it may have come out")
          .isFalse();
      report(peer, "kiosk-first", "f1", drawnAtKiosk, PrintEvent.Finished.State.FAILED);
      await("failed", () -> kinds(drawnAtKiosk).equals(List.of("PRINT")));
      assertThat(print(peer, guide, drawnAtKiosk, Reply.Outcome.DONE))
          .as("the first one failed")
          .isTrue();
      report(peer, "kiosk-first", "f2", drawnAtKiosk, PrintEvent.Finished.State.WAITING);
      await("waits", () -> message(drawnAtKiosk).contains("打印机恢复后自动打印"));
      JsonNode refused =
          server
              .call(guide, "POST", BASE + "/tickets/" + drawnAtKiosk + "/reprint")
              .body(Map.of("agent", "kiosk-first"))
              .expect(409);
      assertThat(refused.get("type").asString()).endsWith("print-waits");
      report(peer, "kiosk-first", "f2", drawnAtKiosk, PrintEvent.Finished.State.CONFIRMED);
      await("printed", () -> kinds(drawnAtKiosk).isEmpty());
      assertThat(print(peer, guide, drawnAtKiosk, Reply.Outcome.DONE)).isFalse();
    }
  }

  private static String message(String subject) {
    return alerts(subject).isEmpty() ? "" : alerts(subject).getFirst().get("messageZh").asString();
  }

  /** Asks for paper and answers as the kiosk; whether the command said that it is the first. */
  private static boolean print(MqttPeer peer, User guide, String ticket, Reply.Outcome outcome)
      throws Exception {
    String topic = TOPICS.command("kiosk-first", "reprint-ticket");
    long before = peer.received().stream().filter(m -> m.topic().equals(topic)).count();
    var answer =
        CompletableFuture.supplyAsync(
            () ->
                server
                    .call(guide, "POST", BASE + "/tickets/" + ticket + "/reprint")
                    .body(Map.of("agent", "kiosk-first"))
                    .expect(200));
    await(
        "the command",
        () -> peer.received().stream().filter(m -> m.topic().equals(topic)).count() > before);
    MqttPeer.Message command = peer.last(topic);
    var properties = new MqttProperties();
    properties.setCorrelationData(command.properties().getCorrelationData());
    peer.publish(TOPICS.reply("kiosk-first"), new Reply(outcome, null, null), false, properties);
    assertThat(answer.get().get("outcome").asString()).isEqualTo(outcome.name());
    return command.json().get("first").asBoolean();
  }
}
