package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.journey.MosquittoSub.Message;
import org.jiaohao.journey.ServerProcess.Credentials;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What mosquitto's own programs see and may say at the hall's broker (N18). */
@ExtendWith(SharedHall.class)
class BrokerIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;
  private static final Topics TOPICS = Topics.of(ServerProcess.HALL);
  private static final int WINDOWS = 26;
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static ServerProcess server;
  private static Credentials display;
  private static Credentials kiosk;

  @BeforeAll
  static void start(HallProcesses shared) {
    server = shared.server();
    display = server.enrol("display-9", "DISPLAY");
    kiosk = server.enrol("kiosk-9", "KIOSK");
  }

  @Test
  void anAgentSeesACallExactlyOnceAndAsDocumented() throws Exception {
    Http clerk = clerkAt("14");
    draw("f");
    try (MosquittoSub events = subscribe(TOPICS.event("+"))) {
      JsonNode called = clerk.post(HALL + "/windows/14/next", null);
      JsonNode again = clerk.post(HALL + "/windows/14/recall", null);

      List<Message> seen = events.await(2, BrokerIT::isOfWindow14);

      assertThat(seen).hasSize(2);
      assertThat(seen).allMatch(m -> m.topic().equals(TOPICS.event("ticket-called")));
      assertThat(seen).noneMatch(Message::retained);
      JsonNode first = documented("event", seen.get(0));
      documented("ticket-called", first.get("data").toString());
      assertThat(first.get("id")).isEqualTo(called.at("/call/eventId"));
      assertThat(first.at("/data/number")).isEqualTo(called.at("/ticket/number"));
      assertThat(first.at("/data/window").asString()).isEqualTo("14");
      assertThat(first.at("/data/attempt").asInt()).isEqualTo(1);
      JsonNode second = documented("event", seen.get(1));
      assertThat(second.get("id"))
          .isEqualTo(again.at("/call/eventId"))
          .isNotEqualTo(first.get("id"));
      assertThat(second.at("/data/attempt").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aScreenThatComesLateGetsTheWholeState() throws Exception {
    try (MosquittoSub views =
        subscribe(
            TOPICS.view("board", "+"),
            TOPICS.view("window", "+"),
            TOPICS.view("playlist", "+"),
            TOPICS.serverState())) {
      List<Message> seen = views.await(WINDOWS + 3, Message::retained);

      assertThat(seen).extracting(Message::topic).doesNotHaveDuplicates().hasSize(WINDOWS + 3);
      for (Message message : seen) {
        String topic = message.topic();
        if (topic.equals(TOPICS.serverState())) {
          assertThat(documented("server-state", message).get("state").asString())
              .isEqualTo("READY");
        } else {
          documented(topic.split("/")[4] + "-view", message);
        }
      }
    }
  }

  @Test
  @Proves("N18")
  void strangersAreRefused() throws Exception {
    Credentials wrongSecret = new Credentials(display.username(), "wrong");
    for (Credentials stranger : new Credentials[] {null, wrongSecret}) {
      try (MosquittoSub sub =
          MosquittoSub.start(server.mqtt(), stranger, TOPICS.view("board", "+"))) {
        assertThat(sub.awaitEnd()).isNotZero();
        assertThat(sub.messages()).isEmpty();
        assertThat(sub.log()).containsPattern("CONNACK \\((134|135)\\)");
      }
    }
  }

  @Test
  void aKioskCannotPublishACallNorSpeakForOthers() throws Exception {
    Http clerk = clerkAt("21");
    try (MosquittoSub seen = subscribe(TOPICS.event("+"), TOPICS.window("21"))) {
      seen.await(1, message -> true);
      String forged = "{\"specversion\":\"1.0\",\"id\":\"forged\",\"type\":\"ticket-called\"}";
      publish(TOPICS.event("ticket-called"), forged);
      publish(TOPICS.window("21"), forged);
      publish(TOPICS.agentEvent("display-9", "call-confirmed"), forged);
      draw("k");

      JsonNode called = clerk.post(HALL + "/windows/21/next", null);

      Wait.until(
          Wait.SOON,
          () ->
              seen.messages().stream()
                  .anyMatch(m -> m.payload().contains(called.at("/call/eventId").asString())),
          () -> "The true call did not arrive: " + seen.messages());
      assertThat(seen.messages()).noneMatch(m -> m.payload().contains("forged"));
    }
  }

  private static MosquittoSub subscribe(String... filters) throws Exception {
    return MosquittoSub.start(server.mqtt(), display, filters).awaitSubscribed();
  }

  private static void publish(String topic, String payload) throws Exception {
    List<String> command = MosquittoSub.command("mosquitto_pub", server.mqtt(), kiosk);
    command.addAll(List.of("-t", topic, "-m", payload));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(Wait.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static Http clerkAt(String window) {
    Http clerk = server.as("manager");
    clerk.post(HALL + "/windows/" + window + "/open", null);
    return clerk;
  }

  private static void draw(String queue) {
    server
        .as(kiosk)
        .post(
            HALL + "/tickets",
            Map.of("queue", queue, "source", "kiosk-9"),
            "Idempotency-Key",
            UUID.randomUUID().toString());
  }

  private static boolean isOfWindow14(Message event) {
    return Http.JSON.readTree(event.payload()).at("/data/window").asString().equals("14");
  }

  private static JsonNode documented(String schema, Message message) {
    return documented(schema, message.payload());
  }

  /** Reads a payload after checking it against the contract's schema. */
  private static JsonNode documented(String schema, String payload) {
    String location = "classpath:org/jiaohao/contract/mqtt/schema/" + schema + ".json";
    assertThat(SCHEMAS.getSchema(SchemaLocation.of(location)).validate(payload, InputFormat.JSON))
        .as(payload)
        .isEmpty();
    return Http.JSON.readTree(payload);
  }
}
