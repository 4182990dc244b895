package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who sees and says what at the embedded broker (N18). */
class BrokerTest {
  private static final Topics TOPICS = Topics.of(HALL);
  private static final int NOT_AUTHORIZED = 0x87;
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static RunningHall server;
  private static User kiosk;
  private static User display;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    kiosk = server.enrol(HALL, "kiosk-b", "KIOSK");
    display = server.enrol(HALL, "display-b", "DISPLAY");
  }

  @Test
  @Proves("N18")
  void strangersAreRefused() {
    for (User stranger :
        new User[] {
          null,
          new User(display.username(), "wrong"),
          new User("yj-c00/nobody", display.password()),
          new User("admin", "demo-admin-2026"),
          new User("server", "server"),
          new User("", "")
        }) {
      assertThatThrownBy(() -> MqttPeer.connect(server.mqttUri(), stranger))
          .as(String.valueOf(stranger))
          .isInstanceOf(MqttException.class)
          .extracting(e -> ((MqttException) e).getReasonCode())
          .isIn(0x86, 0x87);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event/ticket-called",
        "event/x",
        "view/window/1",
        "view/board/main",
        "server/state",
        "agent/display-b/state",
        "agent/display-b/event/call-confirmed",
        "agent/kiosk-b/command/reprint-ticket",
        "agent/kiosk-b/x",
        "agent/kiosk-b/event/a/b"
      })
  void aKioskPublishesOnlyItsOwnBranch(String topic) throws Exception {
    try (MqttPeer reader = MqttPeer.connect(server.mqttUri(), display);
        MqttPeer peer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      reader.subscribe(Topics.ROOT + HALL + "/view/#");
      reader.subscribe(TOPICS.event("#"));
      reader.subscribe(TOPICS.serverState());
      assertThat(peer.publish(Topics.ROOT + HALL + "/" + topic, "{\"forged\":true}", true))
          .isEqualTo(NOT_AUTHORIZED);
      // What is published later arrives later, so a forged message would be here by now.
      server.draw(server.demo("guide"), "l");
      await("the draw's view", () -> reader.received().stream().anyMatch(drawn()));
      assertThat(reader.received()).noneMatch(m -> m.text().contains("forged"));
    }
  }

  private static Predicate<MqttPeer.Message> drawn() {
    return m -> m.topic().equals(TOPICS.queue("l")) && !m.retained();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent/kiosk-b/state",
        "agent/kiosk-b/description",
        "agent/kiosk-b/device/ticket-printer/status",
        "agent/kiosk-b/event/code-scanned",
        "agent/kiosk-b/reply"
      })
  void aKioskPublishesItsOwnBranch(String topic) throws Exception {
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      assertThat(peer.publish(Topics.ROOT + HALL + "/" + topic, "", topic.endsWith("e"))).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "qms/#",
        "qms/1/+/event/ticket-called",
        "qms/1/yj-t01/view/board/main",
        "qms/1/yj-t01/event/+",
        "qms/1/yj-c00/#",
        "qms/1/yj-c00/agent/+/state",
        "qms/1/yj-c00/agent/kiosk-b/command/+",
        "qms/1/yj-c00/agent/display-b/reply",
        "qms/1/yj-c00/agent/kiosk-b/event/print-finished",
        "$share/g/qms/1/yj-t01/event/+",
        "$SYS/#"
      })
  void aDisplayReadsNothingElse(String filter) throws Exception {
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), display)) {
      assertThat(peer.subscribe(filter)).isGreaterThanOrEqualTo(0x80);
      server.draw(server.demo("guide"), "k");
      assertThat(peer.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "view/#",
        "view/+/+",
        "view/window/3",
        "event/#",
        "event/+",
        "server/state",
        "agent/display-b/command/#",
        "agent/display-b/command/+"
      })
  void aDisplayReadsItsHall(String filter) throws Exception {
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), display)) {
      assertThat(peer.subscribe(Topics.ROOT + HALL + "/" + filter)).isEqualTo(1);
    }
  }

  @Test
  void nobodyTakesTheClientIdOfAnother() throws Exception {
    String own = HALL + "_display-b";
    var asKiosk = MqttPeer.options(kiosk);
    assertThatThrownBy(() -> MqttPeer.connect(server.mqttUri(), own, asKiosk))
        .as("while its owner is away")
        .isInstanceOf(MqttException.class);
    try (MqttPeer owner = MqttPeer.connect(server.mqttUri(), own, MqttPeer.options(display));
        MqttPeer other =
            MqttPeer.connect(server.mqttUri(), "free-name", MqttPeer.options(display))) {
      assertThatThrownBy(() -> MqttPeer.connect(server.mqttUri(), "free-name", asKiosk))
          .isInstanceOf(MqttException.class);
      assertThat(owner.connected()).isTrue();
      assertThat(other.connected()).isTrue();
    }
  }

  @Test
  @Proves("N18")
  void aRevokedAgentIsGoneAtOnce() throws Exception {
    User doomed = server.enrol(HALL, "display-x", "DISPLAY");
    var options = MqttPeer.options(doomed);
    MqttPeer first = MqttPeer.connect(server.mqttUri(), HALL + "_display-x", options);
    // A second connection takes the first one's place; the broker must still know it.
    MqttPeer second = MqttPeer.connect(server.mqttUri(), HALL + "_display-x", options);
    await("the first is thrown out", () -> !first.connected());
    MqttPeer third = MqttPeer.connect(server.mqttUri(), doomed);
    second.publish(
        TOPICS.agentState("display-x"),
        Map.of("session", "s1", "state", "READY", "since", "2026-11-23T09:00:00+08:00"),
        true);
    server.get(doomed, "/api/v1/halls/" + HALL + "/queues");
    server
        .call(server.demo("manager"), "DELETE", "/api/v1/halls/" + HALL + "/agents/display-x")
        .expect(204);

    await("the others, too", () -> !second.connected() && !third.connected());
    assertThatThrownBy(() -> MqttPeer.connect(server.mqttUri(), doomed))
        .isInstanceOf(MqttException.class);
    server.call(doomed, "GET", "/api/v1/halls/" + HALL + "/queues").expect(401);
    first.close();
    second.close();
    third.close();
  }

  @Test
  void mosquittoSeesExactlyTheDocumentedMessages() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("mosquitto_sub", "-V", "5", "-h", "127.0.0.1", "-q", "1", "-v", "-p"));
    command.add(String.valueOf(server.mqttPort()));
    command.addAll(List.of("-u", display.username(), "-P", display.password(), "-W", "30", "-d"));
    for (String branch : List.of("/view/#", "/event/#", "/server/state")) {
      command.addAll(List.of("-t", Topics.ROOT + HALL + branch));
    }
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread.ofVirtual().start(() -> read(program, lines));
    await("subscribed", () -> lines.stream().anyMatch(l -> l.startsWith("Subscribed")));
    User clerk = server.demo("clerk2");
    server.window(clerk, "2", "open");
    server.draw(server.demo("guide"), "a");
    JsonNode called = server.window(clerk, "2", "next");
    String id = called.at("/call/eventId").asString();
    await(
        "the call and the board that shows it",
        () ->
            messages(lines, "event/ticket-called").stream().anyMatch(m -> m.contains(id))
                && messages(lines, "view/board/main").stream().anyMatch(m -> m.contains(id)));
    server.serve(clerk, "2");
    server.window(clerk, "2", "close");
    program.destroy();
    assertThat(program.waitFor(5, TimeUnit.SECONDS)).isTrue();

    var payloads = lines.stream().filter(l -> l.startsWith(Topics.ROOT)).toList();
    assertThat(payloads).isNotEmpty();
    for (String line : payloads) {
      String[] parts = line.split(" ", 2);
      documented(parts[0].substring((Topics.ROOT + HALL + "/").length()), parts[1]);
    }
  }

  private static List<String> messages(List<String> lines, String topic) {
    return lines.stream().filter(l -> l.startsWith(Topics.ROOT + HALL + "/" + topic)).toList();
  }

  private static void read(Process program, List<String> lines) {
    try (var out = program.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      lines.add("ended: " + e);
    }
  }

  private static void documented(String topic, String payload) {
    String schema =
        switch (topic.replaceFirst("/[^/]+$", "")) {
          case "view/window" -> "window-view";
          case "view/queue" -> "queue-view";
          case "view/board" -> "board-view";
          case "view/playlist" -> "playlist-view";
          case "server" -> "server-state";
          case "event" -> "event";
          default -> throw new AssertionError("not documented: " + topic);
        };
    check(schema, payload);
    if (schema.equals("event")) {
      assertThat(topic).isEqualTo("event/ticket-called");
      check("ticket-called", RunningHall.JSON.readTree(payload).get("data").toString());
    }
  }

  private static void check(String schema, String payload) {
    String location = "classpath:org/jiaohao/contract/mqtt/schema/" + schema + ".json";
    assertThat(SCHEMAS.getSchema(SchemaLocation.of(location)).validate(payload, InputFormat.JSON))
        .as(payload)
        .isEmpty();
  }
}
