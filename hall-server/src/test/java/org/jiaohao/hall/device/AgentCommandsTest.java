package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.DeviceReport.State;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What staff asks of agents over the real broker, and what they answer (R032). */
class AgentCommandsTest extends AgentsAtAHall {
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
                .get(server.account(null, Role.AUDITOR), "/api/v1/audit?text=agent/kiosk-test")
                .valueStream()
                .map(e -> e.get("type").asString() + " " + e.get("actor").asString()))
        .containsSubsequence("device-test-asked technician", "device-scan-asked technician");
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
  private JsonNode answered(MqttPeer peer, String path, String command, Object reply)
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

  private String refused(String path, int status) {
    return server
        .call(technician, "POST", path)
        .expect(status)
        .get("type")
        .asString()
        .replace("urn:jiaohao:problem:", "");
  }

  private String problem(String path, Object body, int status) {
    return server
        .call(server.demo("guide"), "POST", path)
        .body(body)
        .expect(status)
        .get("type")
        .asString()
        .replace("urn:jiaohao:problem:", "");
  }
}
