package org.jiaohao.hall.device;

import static org.jiaohao.hall.RunningHall.HALL;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.DeviceReport.State;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A hall with a real broker, and agents that a test plays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AgentsAtAHall {
  static final Topics TOPICS = Topics.of(HALL);
  static final String BASE = "/api/v1/halls/" + HALL;
  RunningHall server;
  User technician;

  @BeforeAll
  void start() {
    server = RunningHall.start("spring.profiles.active=demo");
    technician = server.demo("technician");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** An agent's usual connection, with its will. */
  final MqttPeer agent(User user, String session) throws Exception {
    String id = user.username().substring(HALL.length() + 1);
    var options = MqttPeer.options(user);
    options.setSessionExpiryInterval(10L);
    byte[] lost = RunningHall.JSON.writeValueAsBytes(state(session, AgentState.State.LOST));
    options.setWill(TOPICS.agentState(id), new MqttMessage(lost, 1, true, null));
    MqttPeer peer = MqttPeer.connect(server.mqttUri(), HALL + "_" + id, options);
    peer.publish(TOPICS.agentState(id), state(session, AgentState.State.READY), true);
    return peer;
  }

  static AgentState state(String session, AgentState.State state) {
    return new AgentState(session, session, state, OffsetDateTime.now(), null);
  }

  static DeviceReport report(String device, State state, String... conditions) {
    return new DeviceReport(
        device, state, List.of(conditions), OffsetDateTime.now(), null, null, null);
  }

  static <T> Event<T> event(String type, String agent, T data) {
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

  final JsonNode info(String id) {
    return server
        .get(technician, BASE + "/agents")
        .valueStream()
        .filter(a -> a.get("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  final String stateOf(String id) {
    return info(id).get("state").asString();
  }

  final List<String> alerts(String kind, String subject) {
    return server
        .get(technician, BASE + "/alerts")
        .valueStream()
        .filter(a -> a.get("kind").asString().equals(kind))
        .filter(a -> a.get("subject").asString().equals(subject))
        .map(a -> a.get("messageZh").asString())
        .toList();
  }
}
