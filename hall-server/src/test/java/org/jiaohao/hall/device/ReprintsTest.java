package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Reprints have numbers, each given once (R039). */
@Proves("R039")
class ReprintsTest {
  private static final Topics TOPICS = Topics.of(HALL);
  private static final String TICKETS = "/api/v1/halls/" + HALL + "/tickets/";
  private static final String KIOSK = "kiosk-copies";
  private static final String COMMANDS = TOPICS.command(KIOSK, "reprint-ticket");

  @TempDir Path data;
  private RunningHall server;
  private User guide;
  private User kiosk;

  @Test
  void eachReprintHasItsNumberWhateverBecomesOfIt() throws Exception {
    String ticket;
    try (RunningHall first = RunningHall.start(data, Ports.free(), "spring.profiles.active=demo")) {
      server = first;
      guide = server.demo("guide");
      kiosk = server.enrol(HALL, KIOSK, "KIOSK");
      ticket = server.draw(guide, "b").get("id").asString();
      try (MqttPeer peer = connect()) {
        assertThat(copies(press(peer, ticket, 1, Reply.Outcome.DONE))).containsOnlyNulls();
        List<JsonNode> twice = press(peer, ticket, 2, Reply.Outcome.DONE);
        assertThat(copies(twice)).containsExactlyInAnyOrder(1, 2);
        assertThat(copies(press(peer, ticket, 1, Reply.Outcome.REFUSED))).containsExactly(3);
        report(peer, ticket, 2);
        await("the report", () -> prints(ticket).contains("2 CONFIRMED"));
        report(peer, ticket, 7); // nobody asked for it
      }
    }
    try (RunningHall again = RunningHall.start(data, Ports.free(), "spring.profiles.active=demo")) {
      server = again;
      try (MqttPeer peer = connect()) {
        assertThat(copies(press(peer, ticket, 1, Reply.Outcome.DONE))).containsExactly(4);
      }
      assertThat(prints(ticket))
          .containsExactly(
              "null ASKED", "1 ASKED", "2 ASKED", "3 ASKED", "3 REFUSED", "2 CONFIRMED", "4 ASKED");
      JsonNode last = history(ticket).getLast();
      assertThat(last.get("event").asString()).isEqualTo("print-asked");
      assertThat(last.get("operator").asString()).isEqualTo("guide");
      assertThat(last.get("to").asString()).isEqualTo("WAITING");
      assertThat(last.get("print").get("printer").asString()).isEqualTo(KIOSK);
      assertThat(last.get("print").get("reprint").asBoolean()).isTrue();
    }
  }

  /** What was printed between the backup and its restore, is on paper all the same. */
  @Test
  void afterARestoreNoFirstPaperAndNoReprintComesTwice() throws Exception {
    String fresh;
    String reprinted;
    try (RunningHall first = RunningHall.start(data, Ports.free(), "spring.profiles.active=demo")) {
      server = first;
      guide = server.demo("guide");
      kiosk = server.enrol(HALL, KIOSK, "KIOSK");
      fresh = server.draw(guide, "b").get("id").asString();
      reprinted = server.draw(guide, "b").get("id").asString();
      try (MqttPeer peer = connect()) {
        assertThat(copies(press(peer, reprinted, 1, Reply.Outcome.DONE))).containsOnlyNulls();
        assertThat(copies(press(peer, reprinted, 1, Reply.Outcome.DONE))).containsExactly(1);
      }
    }
    Files.writeString(data.resolve("restored.pending"), "2026-11-27T01:00:00Z");
    try (RunningHall again = RunningHall.start(data, Ports.free(), "spring.profiles.active=demo")) {
      server = again;
      try (MqttPeer peer = connect()) {
        report(peer, "of-a-lost-ticket", 1);
        assertThat(copies(press(peer, fresh, 1, Reply.Outcome.DONE)))
            .as("its first paper may exist")
            .containsExactly(101);
        assertThat(copies(press(peer, reprinted, 2, Reply.Outcome.DONE)))
            .containsExactlyInAnyOrder(102, 103);
        assertThat(server.bean(AgentRegistry.class).badLately(HALL, KIOSK))
            .as("it honestly reports what the restore has lost")
            .isFalse();
        String later = server.draw(guide, "b").get("id").asString();
        assertThat(copies(press(peer, later, 1, Reply.Outcome.DONE))).containsOnlyNulls();
      }
    }
  }

  private MqttPeer connect() throws Exception {
    MqttPeer peer =
        MqttPeer.connect(
            server.mqttUri(), kiosk.username().replace("/", "_"), MqttPeer.options(kiosk));
    peer.subscribe(TOPICS.command(KIOSK, "+"));
    var said =
        new AgentState(
            UUID.randomUUID().toString(), KIOSK, AgentState.State.READY, OffsetDateTime.now(), 0L);
    peer.publish(TOPICS.agentState(KIOSK), said, true);
    await(
        "the kiosk is there",
        () ->
            server
                .get(server.demo("technician"), "/api/v1/halls/" + HALL + "/agents")
                .valueStream()
                .anyMatch(
                    agent ->
                        agent.get("id").asString().equals(KIOSK)
                            && agent.get("state").asString().equals("READY")));
    return peer;
  }

  /** So many people press at the same time; the commands, each answered. */
  private List<JsonNode> press(MqttPeer peer, String ticket, int people, Reply.Outcome outcome)
      throws Exception {
    int before = commands(peer).size();
    var answers = new ArrayList<CompletableFuture<JsonNode>>();
    for (int i = 0; i < people; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () ->
                  server
                      .call(guide, "POST", TICKETS + ticket + "/reprint")
                      .body(Map.of("agent", KIOSK))
                      .expect(200)));
    }
    await("the commands", () -> commands(peer).size() == before + people);
    List<MqttPeer.Message> asked = commands(peer).subList(before, before + people);
    for (MqttPeer.Message command : asked) {
      var properties = new MqttProperties();
      properties.setCorrelationData(command.properties().getCorrelationData());
      peer.publish(TOPICS.reply(KIOSK), new Reply(outcome, null, null), false, properties);
    }
    for (CompletableFuture<JsonNode> answer : answers) {
      assertThat(answer.get().get("outcome").asString()).isEqualTo(outcome.name());
    }
    return asked.stream().map(MqttPeer.Message::json).toList();
  }

  private static List<MqttPeer.Message> commands(MqttPeer peer) {
    return peer.received().stream().filter(m -> m.topic().equals(COMMANDS)).toList();
  }

  private static List<Integer> copies(List<JsonNode> commands) {
    return commands.stream()
        .map(command -> command.path("copy").isNumber() ? command.get("copy").asInt() : null)
        .toList();
  }

  private static void report(MqttPeer peer, String ticket, int copy) throws Exception {
    OffsetDateTime now = OffsetDateTime.now();
    var done =
        new PrintFinished(
            "job-" + copy,
            ticket,
            "B001",
            PrintEvent.Finished.State.CONFIRMED,
            true,
            copy,
            null,
            null,
            now);
    peer.publish(
        TOPICS.agentEvent(KIOSK, "print-finished"),
        new Event<>(
            "1.0",
            UUID.randomUUID().toString(),
            "/halls/" + HALL + "/agents/" + KIOSK,
            "print-finished",
            now,
            null,
            0,
            done),
        false);
  }

  private List<JsonNode> history(String ticket) {
    return server.get(guide, TICKETS + ticket + "/history").valueStream().toList();
  }

  private List<String> prints(String ticket) {
    return history(ticket).stream()
        .map(change -> change.path("print"))
        .filter(JsonNode::isObject)
        .map(print -> print.get("copy") + " " + print.get("outcome").asString())
        .toList();
  }
}
