package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.CallConfirmed.Kind;
import org.jiaohao.contract.mqtt.CallConfirmed.Outcome;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.DeviceReport.State;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What agents tell over the real broker, and what staff sees of it (R032, R043). */
class AgentsTest extends AgentsAtAHall {
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

  private JsonNode receipts() {
    return server
        .get(technician, BASE + "/windows")
        .valueStream()
        .filter(w -> w.get("no").asString().equals("1"))
        .findFirst()
        .orElseThrow()
        .at("/call/receipts");
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
