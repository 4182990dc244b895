package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.CallConfirmed.Kind;
import org.jiaohao.contract.mqtt.CallConfirmed.Outcome;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.DeviceReport.State;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What agents tell over the real broker, and what staff sees of it (R032, R043). */
class AgentsTest {
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

  /** An agent's usual connection, with its will. */
  private static MqttPeer agent(User user, String session) throws Exception {
    String id = user.username().substring(HALL.length() + 1);
    var options = MqttPeer.options(user);
    options.setSessionExpiryInterval(10L);
    byte[] lost = RunningHall.JSON.writeValueAsBytes(state(session, AgentState.State.LOST));
    options.setWill(TOPICS.agentState(id), new MqttMessage(lost, 1, true, null));
    MqttPeer peer = MqttPeer.connect(server.mqttUri(), HALL + "_" + id, options);
    peer.publish(TOPICS.agentState(id), state(session, AgentState.State.READY), true);
    return peer;
  }

  private static AgentState state(String session, AgentState.State state) {
    return new AgentState(session, session, state, OffsetDateTime.now(), null);
  }

  private static DeviceReport report(String device, State state, String... conditions) {
    return new DeviceReport(
        device, state, List.of(conditions), OffsetDateTime.now(), null, null, null);
  }

  private static <T> Event<T> event(String type, String agent, T data) {
    return new Event<>(
        "1.0",
        UUID.randomUUID().toString(),
        "/halls/" + HALL + "/agents/" + agent,
        type,
        OffsetDateTime.now(),
        null,
        0,
        data);
  }

  private static JsonNode info(String id) {
    return server
        .get(technician, BASE + "/agents")
        .valueStream()
        .filter(a -> a.get("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String stateOf(String id) {
    return info(id).get("state").asString();
  }

  private static List<String> alerts(String kind, String subject) {
    return server
        .get(technician, BASE + "/alerts")
        .valueStream()
        .filter(a -> a.get("kind").asString().equals(kind))
        .filter(a -> a.get("subject").asString().equals(subject))
        .map(a -> a.get("messageZh").asString())
        .toList();
  }

  @Test
  @Proves("R043")
  void aLostAgentIsSeenWithItsDevicesAndComesBack() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-lost", "KIOSK");
    assertThat(stateOf("kiosk-lost")).isEqualTo("UNKNOWN");
    MqttPeer first = agent(kiosk, "s1");
    first.publish(
        TOPICS.agentDescription("kiosk-lost"),
        new AgentDescription(
            AgentDescription.Kind.KIOSK,
            "1.0",
            List.of(new AgentDescription.Device("ticket-printer", "escpos", "tcp://x:9100", null)),
            List.of("reprint-ticket")),
        true);
    first.publish(
        TOPICS.deviceStatus("kiosk-lost", "ticket-printer"),
        report("ticket-printer", State.IDLE),
        true);
    await("ready", () -> stateOf("kiosk-lost").equals("READY"));
    await("its device", () -> info("kiosk-lost").at("/devices/0/state").asString().equals("IDLE"));
    assertThat(info("kiosk-lost").at("/description/build").asString()).isEqualTo("1.0");

    first.pullCable();
    await("lost", () -> stateOf("kiosk-lost").equals("LOST"));
    assertThat(info("kiosk-lost").at("/devices/0/state").asString()).isEqualTo("LOST");
    await("alert", () -> alerts("AGENT_LOST", "kiosk-lost").size() == 1);

    try (MqttPeer second = agent(kiosk, "s2")) {
      await("back", () -> stateOf("kiosk-lost").equals("READY"));
      await("no alert", () -> alerts("AGENT_LOST", "kiosk-lost").isEmpty());
      assertThat(info("kiosk-lost").at("/devices/0/state").asString()).isEqualTo("IDLE");
      // The will of the first connection arrives late.
      second.publish(TOPICS.agentState("kiosk-lost"), state("s1", AgentState.State.LOST), true);
      second.publish(
          TOPICS.deviceStatus("kiosk-lost", "scanner"), report("scanner", State.BUSY), true);
      await("what came behind it", () -> info("kiosk-lost").get("devices").size() == 2);
      assertThat(stateOf("kiosk-lost")).isEqualTo("READY");
      second.publish(TOPICS.agentState("kiosk-lost"), state("s2", AgentState.State.OFFLINE), true);
      await("shut down", () -> stateOf("kiosk-lost").equals("OFFLINE"));
      assertThat(alerts("AGENT_LOST", "kiosk-lost").getFirst()).contains("已关闭");
    }
  }

  @Test
  void aDevicesTroubleIsAnAlertWhileItLasts() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-paper", "KIOSK");
    String subject = "kiosk-paper/ticket-printer";
    String topic = TOPICS.deviceStatus("kiosk-paper", "ticket-printer");
    try (MqttPeer peer = agent(kiosk, "s1")) {
      for (DeviceReport trouble :
          List.of(
              report("ticket-printer", State.IDLE, "PAPER_NEAR_END"),
              report("ticket-printer", State.OFFLINE, "PAPER_EMPTY"),
              report("ticket-printer", State.NO_HARDWARE),
              report("ticket-printer", State.UNKNOWN))) {
        peer.publish(topic, trouble, true);
        await("alert " + trouble, () -> alerts("DEVICE", subject).size() == 1);
        peer.publish(topic, report("ticket-printer", State.IDLE), true);
        await("no alert", () -> alerts("DEVICE", subject).isEmpty());
      }
      peer.publish(topic, report("ticket-printer", State.IDLE, "PAPER_NEAR_END"), true);
      peer.publish(topic, report("ticket-printer", State.OFFLINE, "PAPER_EMPTY"), true);
      await(
          "one alert with the newest text",
          () -> {
            List<String> open = alerts("DEVICE", subject);
            return open.size() == 1 && open.getFirst().contains("PAPER_EMPTY");
          });
    }
  }

  @Test
  void nonsenseIsSkippedAndTheNextMessageCounts() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-mad", "KIOSK");
    try (MqttPeer peer = agent(kiosk, "s1")) {
      for (String nonsense : List.of("{", "[]", "null", "17", "{\"state\":null}", "\u0000\u0001")) {
        peer.publish(TOPICS.agentState("kiosk-mad"), nonsense, false);
        peer.publish(TOPICS.agentEvent("kiosk-mad", "call-confirmed"), nonsense, false);
        peer.publish(TOPICS.agentEvent("kiosk-mad", "print-finished"), nonsense, false);
        peer.publish(TOPICS.deviceStatus("kiosk-mad", "x"), nonsense, false);
        peer.publish(TOPICS.reply("kiosk-mad"), nonsense, false);
      }
      peer.publish(TOPICS.agentEvent("kiosk-mad", "not-yet-invented"), "{}", false);
      peer.publish(TOPICS.agentState("kiosk-mad"), state("s1", AgentState.State.DEGRADED), true);
      await("the next", () -> stateOf("kiosk-mad").equals("DEGRADED"));
    }
  }

  @Test
  void receiptsAreShownAtTheCall() throws Exception {
    User display = server.enrol(HALL, "display-r", "DISPLAY");
    User clerk = server.demo("clerk1");
    server.window(clerk, "1", "open");
    server.draw(clerk, "a");
    String id = server.window(clerk, "1", "next").at("/call/eventId").asString();
    try (MqttPeer peer = agent(display, "s1")) {
      String topic = TOPICS.agentEvent("display-r", "call-confirmed");
      var shown = new CallConfirmed(id, "strip-1", Kind.STRIP, Outcome.SHOWN, OffsetDateTime.now());
      var failed = new CallConfirmed(id, "voice", Kind.VOICE, Outcome.FAILED, OffsetDateTime.now());
      var spoken = new CallConfirmed(id, "voice", Kind.VOICE, Outcome.SPOKEN, OffsetDateTime.now());
      var unknown =
          new CallConfirmed("other", "voice", Kind.VOICE, Outcome.SPOKEN, OffsetDateTime.now());
      for (CallConfirmed receipt : List.of(unknown, shown, shown, failed, spoken)) {
        peer.publish(topic, event("call-confirmed", "display-r", receipt), false);
      }
      await("spoken", () -> receipts().toString().contains("SPOKEN"));
      assertThat(receipts().valueStream().map(r -> r.get("device").asString()).toList())
          .containsExactlyInAnyOrder("strip-1", "voice");
    }
    server.serve(clerk, "1");
    server.window(clerk, "1", "close");
  }

  private static JsonNode receipts() {
    return server
        .get(technician, BASE + "/windows")
        .valueStream()
        .filter(w -> w.get("no").asString().equals("1"))
        .findFirst()
        .orElseThrow()
        .at("/call/receipts");
  }

  @Test
  void aReprintIsAskedOfTheKioskAndItsAnswerGivenBack() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-again", "KIOSK");
    User clerk = server.account(HALL, Role.CLERK);
    String ticket = server.draw(kiosk, "b").get("id").asString();
    String path = BASE + "/tickets/" + ticket + "/reprint";
    Map<String, String> there = Map.of("agent", "kiosk-again");
    assertThat(problem(path, there, 409)).isEqualTo("kiosk-away");
    assertThat(problem(path, Map.of("agent", "no-kiosk"), 404)).isEqualTo("unknown-kiosk");
    assertThat(problem(path, Map.of("agent", "+/#"), 404)).isEqualTo("unknown-kiosk");
    try (MqttPeer peer = agent(kiosk, "s1")) {
      peer.subscribe(TOPICS.command("kiosk-again", "+"));
      await("ready", () -> stateOf("kiosk-again").equals("READY"));
      var answer =
          CompletableFuture.supplyAsync(
              () -> server.call(clerk, "POST", path).body(there).expect(200));
      MqttPeer.Message command = peer.last(TOPICS.command("kiosk-again", "reprint-ticket"));
      assertThat(command.json().get("ticketId").asString()).isEqualTo(ticket);
      assertThat(command.properties().getResponseTopic()).isEqualTo(TOPICS.reply("kiosk-again"));
      assertThat(command.properties().getMessageExpiryInterval()).isBetween(5L, 10L);
      var properties = new MqttProperties();
      properties.setCorrelationData(command.properties().getCorrelationData());
      var uncertain = new Reply(Reply.Outcome.UNCERTAIN, "打印机没有回答", "the printer did not answer");
      peer.publish(TOPICS.reply("kiosk-again"), uncertain, false, properties);
      assertThat(answer.get().get("outcome").asString()).isEqualTo("UNCERTAIN");
    }
  }

  @Test
  void anAgentIsAskedWhatIsPluggedInAndToTestADevice() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-test", "KIOSK");
    String path = BASE + "/agents/kiosk-test/";
    assertThat(refused(path + "scan", 409)).isEqualTo("agent-away");
    assertThat(refused(BASE + "/agents/no-kiosk/scan", 404)).isEqualTo("unknown-agent");
    try (MqttPeer peer = agent(kiosk, "s1")) {
      peer.subscribe(TOPICS.command("kiosk-test", "+"));
      peer.publish(
          TOPICS.deviceStatus("kiosk-test", "ticket-printer"),
          report("ticket-printer", State.IDLE),
          true);
      await("its device", () -> info("kiosk-test").get("devices").size() == 1);
      assertThat(refused(path + "devices/strip-9/test", 404)).isEqualTo("unknown-device");
      var found = new Reply.Found("/dev/ttyS1", null, "ttyS1", null, null, "ticket-printer", null);
      JsonNode scan =
          answered(
              peer,
              path + "scan",
              "scan-devices",
              new Reply(Reply.Outcome.DONE, null, null, List.of(found)));
      assertThat(scan.at("/found/0/configured").asString()).isEqualTo("ticket-printer");
      JsonNode test =
          answered(
              peer,
              path + "devices/ticket-printer/test",
              "test-device",
              new Reply(Reply.Outcome.UNCERTAIN, "看纸", "look at the paper"));
      assertThat(test.get("messageEn").asString()).isEqualTo("look at the paper");
    }
    assertThat(
            server
                .get(technician, BASE + "/events?wait=0&limit=1000")
                .valueStream()
                .filter(e -> e.get("subject").asString().equals("agent/kiosk-test"))
                .map(e -> e.get("type").asString() + " " + e.get("actor").asString()))
        .containsSubsequence("device-scan-asked technician", "device-test-asked technician");
  }

  @Test
  void wordsOfALaterAgentAreReadAndBreakNothing() throws Exception {
    String later = "NOT_YET_INVENTED";
    User kiosk = server.enrol(HALL, "kiosk-later", "KIOSK");
    String path = BASE + "/agents/kiosk-later/";
    try (MqttPeer peer = agent(kiosk, "s1")) {
      peer.subscribe(TOPICS.command("kiosk-later", "+"));
      String since = "2026-11-23T09:00:00+08:00";
      peer.publish(
          TOPICS.agentState("kiosk-later"),
          Map.of("session", "s2", "state", later, "since", since, "new", List.of()),
          true);
      peer.publish(
          TOPICS.agentDescription("kiosk-later"),
          Map.of("kind", later, "build", "2.0", "devices", List.of(), "capabilities", List.of()),
          true);
      peer.publish(
          TOPICS.deviceStatus("kiosk-later", "printer"),
          Map.of(
              "device",
              "printer",
              "state",
              later,
              "conditions",
              List.of(),
              "since",
              since,
              "messageZh",
              "请看打印机"),
          true);
      await("its device", () -> info("kiosk-later").get("devices").size() == 1);
      assertThat(stateOf("kiosk-later")).isEqualTo("OTHER");
      assertThat(info("kiosk-later").at("/description/build").asString()).isEqualTo("2.0");
      assertThat(info("kiosk-later").at("/devices/0/state").asString()).isEqualTo("UNKNOWN");
      assertThat(alerts("AGENT_LOST", "kiosk-later")).as("it is there").isEmpty();
      await("alert", () -> alerts("DEVICE", "kiosk-later/printer").size() == 1);
      assertThat(alerts("DEVICE", "kiosk-later/printer").getFirst()).contains("请看打印机");
      var reply = Map.of("outcome", later, "messageEn", "done in a new way");
      JsonNode test = answered(peer, path + "devices/printer/test", "test-device", reply);
      assertThat(test.get("outcome").asString()).isEqualTo("UNKNOWN");
      assertThat(test.get("messageEn").asString()).isEqualTo("done in a new way");
    }
  }

  /** Asks over HTTP and answers as the agent, which its path names. */
  private static JsonNode answered(MqttPeer peer, String path, String command, Object reply)
      throws Exception {
    String agent = path.replaceAll(".*/agents/([^/]+)/.*", "$1");
    var answer =
        CompletableFuture.supplyAsync(() -> server.call(technician, "POST", path).expect(200));
    MqttPeer.Message sent = peer.last(TOPICS.command(agent, command));
    assertThat(sent.properties().getMessageExpiryInterval()).isBetween(5L, 10L);
    var properties = new MqttProperties();
    properties.setCorrelationData(sent.properties().getCorrelationData());
    peer.publish(sent.properties().getResponseTopic(), reply, false, properties);
    return answer.get();
  }

  private static String refused(String path, int status) {
    return server
        .call(technician, "POST", path)
        .expect(status)
        .get("type")
        .asString()
        .replace("urn:jiaohao:problem:", "");
  }

  private static String problem(String path, Object body, int status) {
    return server
        .call(server.demo("guide"), "POST", path)
        .body(body)
        .expect(status)
        .get("type")
        .asString()
        .replace("urn:jiaohao:problem:", "");
  }

  @Test
  void anEnrolledAgentThatNeverReportsIsMissedAfterAMinute() {
    RunningHall own = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    try {
      own.enrol(HALL, "display-dead", "DISPLAY");
      AlertRounds rounds = own.bean(AlertRounds.class);
      rounds.followAll();
      assertThat(own.bean(Alerts.class).open(HALL)).isEmpty();
      own.clock().advance(Duration.ofSeconds(61));
      rounds.followAll();
      assertThat(own.bean(Alerts.class).open(HALL))
          .extracting(Alerts.Alert::kind, Alerts.Alert::subject)
          .containsExactly(tuple("AGENT_LOST", "display-dead"));
      own.call(own.demo("technician"), "DELETE", BASE + "/agents/display-dead").expect(204);
      assertThat(own.bean(Alerts.class).open(HALL)).isEmpty();
    } finally {
      own.close();
    }
  }

  @Test
  void aRevokedAgentLeavesNothingRetained() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-gone", "KIOSK");
    MqttPeer peer = agent(kiosk, "s1");
    peer.publish(
        TOPICS.deviceStatus("kiosk-gone", "printer"), report("printer", State.FAILURE), true);
    await("alert", () -> alerts("DEVICE", "kiosk-gone/printer").size() == 1);
    server.call(technician, "DELETE", BASE + "/agents/kiosk-gone").expect(204);
    await("thrown out", () -> !peer.connected());
    await("no alert", () -> alerts("DEVICE", "kiosk-gone/printer").isEmpty());
    assertThat(alerts("AGENT_LOST", "kiosk-gone")).isEmpty();
    assertThat(info("kiosk-gone").get("revoked").asBoolean()).isTrue();
    peer.close();
  }
}
