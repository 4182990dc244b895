package org.jiaohao.hall.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stolen credential, or none, can take of the embedded broker. */
class BrokerQuotaTest {
  private static final Topics TOPICS = Topics.of(HALL);
  private static final int QUOTA_EXCEEDED = 0x97;
  private static final int MANY = 3000;

  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> kinds(String agent) {
    return server
        .get(server.demo("technician"), "/api/v1/halls/" + HALL + "/alerts")
        .valueStream()
        .filter(a -> a.get("subject").asString().equals(agent))
        .map(a -> a.get("kind").asString())
        .toList();
  }

  /** How many messages the agent got through until it was cut off. */
  private static int untilCutOff(MqttPeer peer, String agent, String payload, int devices)
      throws Exception {
    int taken = 0;
    for (int i = 0; i < MANY; i++) {
      int code = peer.publish(TOPICS.deviceStatus(agent, "d" + i % devices), payload, true);
      if (code == QUOTA_EXCEEDED) {
        await("it is cut off", () -> !peer.connected());
        return taken;
      }
      taken++;
    }
    return taken;
  }

  @Test
  void inventedDevicesFillNoBroker() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-many", "KIOSK");
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      assertThat(untilCutOff(peer, "kiosk-many", "{}", MANY)).isBetween(50, 62);
    }
    await("the alert", () -> kinds("kiosk-many").contains("AGENT_QUOTA"));
    // Nothing is revoked, and what was kept can be changed.
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      assertThat(peer.publish(TOPICS.deviceStatus("kiosk-many", "d1"), "", true)).isZero();
      assertThat(peer.publish(TOPICS.deviceStatus("kiosk-many", "d1"), "{}", true)).isZero();
    }
    server.clock().advance(Duration.ofMinutes(11));
    server.bean(AlertRounds.class).followAll();
    assertThat(kinds("kiosk-many")).doesNotContain("AGENT_QUOTA");
  }

  private static boolean connectsWithWill(User agent, String topic, MqttMessage will)
      throws MqttException {
    var options = MqttPeer.options(agent);
    options.setWill(topic, will);
    if (will.getProperties() != null) {
      options.setWillMessageProperties(will.getProperties());
    }
    try {
      MqttPeer.connect(server.mqttUri(), "w-" + UUID.randomUUID(), options).close();
      return true;
    } catch (MqttException refused) {
      return false;
    }
  }

  private static MqttMessage will(int size, MqttProperties properties) {
    return new MqttMessage("x".repeat(size).getBytes(UTF_8), 1, true, properties);
  }

  @Test
  void aWillIsTheStateOfItsOwnAgentAndSmall() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-will", "KIOSK");
    String state = TOPICS.agentState("kiosk-will");
    assertThat(connectsWithWill(kiosk, state, will(500, null))).isTrue();
    assertThat(kinds("kiosk-will")).doesNotContain("AGENT_QUOTA");
    for (String topic :
        List.of(
            TOPICS.deviceStatus("kiosk-will", "w1"),
            TOPICS.agentDescription("kiosk-will"),
            TOPICS.reply("kiosk-will"),
            TOPICS.agentEvent("kiosk-will", "call-confirmed"),
            TOPICS.agentState("kiosk-1"),
            TOPICS.serverState())) {
      assertThat(connectsWithWill(kiosk, topic, will(50, null))).as(topic).isFalse();
    }
    assertThat(connectsWithWill(kiosk, state, will(40_000, null))).isFalse();
    var properties = new MqttProperties();
    properties.setUserProperties(List.of(new UserProperty("x", "x".repeat(40_000))));
    assertThat(connectsWithWill(kiosk, state, will(5, properties))).isFalse();
    await("the alert", () -> kinds("kiosk-will").contains("AGENT_QUOTA"));
  }

  @Test
  void whatABrokerKeepsBesideAPayloadCountsToo() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-props", "KIOSK");
    var properties = new MqttProperties();
    properties.setUserProperties(List.of(new UserProperty("x", "x".repeat(60_000))));
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      int taken = 0;
      while (taken < 60
          && peer.publish(TOPICS.deviceStatus("kiosk-props", "d" + taken), "{}", true, properties)
              != QUOTA_EXCEEDED) {
        taken++;
      }
      assertThat(taken).isEqualTo(8);
    }
  }

  /** Connects with the state as will, and leaves; byte by byte, since libraries take their time. */
  private static int reasonCode(User agent, String clientId) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var packet = new DataOutputStream(bytes);
    packet.writeUTF("MQTT");
    packet.write(new byte[] {5, (byte) 0xee, 0, 60, 0}); // all flags; 60 s; no properties
    packet.writeUTF(clientId);
    packet.write(0);
    packet.writeUTF(TOPICS.agentState(agent.username().split("/")[1]));
    packet.writeUTF("x".repeat(20));
    packet.writeUTF(agent.username());
    packet.writeUTF(agent.password());
    try (var socket = new Socket("127.0.0.1", server.mqttPort())) {
      socket.setSoTimeout(5000);
      var out = new DataOutputStream(socket.getOutputStream());
      out.write(new byte[] {0x10, (byte) (0x80 | bytes.size() % 128), (byte) (bytes.size() / 128)});
      bytes.writeTo(out);
      int code = socket.getInputStream().readNBytes(4)[3];
      out.write(new byte[] {(byte) 0xe0, 0});
      return code & 0xff;
    }
  }

  @Test
  void whoConnectsAgainAndAgainIsStopped() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-again", "KIOSK");
    int taken = 0;
    int code;
    while ((code = reasonCode(kiosk, "yj-c00_kiosk-again")) == 0 && taken < 200) {
      taken++;
    }
    assertThat(code).isEqualTo(QUOTA_EXCEEDED);
    assertThat(taken).isBetween(60, 100);
    await("the alert", () -> kinds("kiosk-again").contains("AGENT_QUOTA"));
  }

  private static AgentState ready() {
    return new AgentState("s", "s", AgentState.State.READY, OffsetDateTime.now(), null);
  }

  private static DeviceReport failure(String device) {
    return new DeviceReport(
        device, DeviceReport.State.FAILURE, List.of(), OffsetDateTime.now(), null, null, null);
  }

  /** Their alerts would hide the one that counts. */
  @Test
  void manyDevicesInTroubleAreOneAlertOfTheirAgent() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-invents", "KIOSK");
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      peer.publish(TOPICS.agentState("kiosk-invents"), ready(), true);
      for (int i = 0; i < 40; i++) {
        peer.publish(TOPICS.deviceStatus("kiosk-invents", "w" + i), failure("w" + i), true);
      }
      await("one alert", () -> kinds("kiosk-invents").contains("DEVICE"));
      server.bean(AlertRounds.class).followAll();
      assertThat(
              server
                  .get(server.demo("technician"), "/api/v1/halls/" + HALL + "/alerts")
                  .valueStream()
                  .map(a -> a.get("subject").asString())
                  .filter(subject -> subject.startsWith("kiosk-invents")))
          .containsExactly("kiosk-invents");
    }
  }

  @Test
  void largeMessagesFillNoBroker() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-large", "KIOSK");
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      assertThat(untilCutOff(peer, "kiosk-large", "x".repeat(60_000), MANY)).isEqualTo(8);
    }
    await("the alert", () -> kinds("kiosk-large").contains("AGENT_QUOTA"));
  }

  @Test
  void aFloodIsCutOff() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-flood", "KIOSK");
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), kiosk)) {
      var taken = new AtomicInteger();
      try (var flood = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 50; i++) {
          flood.submit(() -> flood(peer, taken));
        }
      }
      assertThat(taken.get()).isBetween(500, MANY);
      assertThat(peer.ended()).isEqualTo(QUOTA_EXCEEDED);
    }
    await("the alert", () -> kinds("kiosk-flood").contains("AGENT_QUOTA"));
  }

  private static Void flood(MqttPeer peer, AtomicInteger taken) throws Exception {
    while (peer.ended() == null && taken.get() < MANY) {
      if (peer.publish(TOPICS.agentEvent("kiosk-flood", "code-scanned"), "{}", false) == 0) {
        taken.incrementAndGet();
      }
    }
    return null;
  }

  @Test
  void oneCredentialHasFewConnections() throws Exception {
    User kiosk = server.enrol(HALL, "kiosk-lines", "KIOSK");
    List<MqttPeer> open = new ArrayList<>();
    for (int i = 0; i < ClientQuotas.MOST_CONNECTIONS; i++) {
      open.add(MqttPeer.connect(server.mqttUri(), kiosk));
    }
    assertThatThrownBy(() -> MqttPeer.connect(server.mqttUri(), kiosk))
        .isInstanceOf(MqttException.class);
    await("the alert", () -> kinds("kiosk-lines").contains("AGENT_QUOTA"));
    open.removeFirst().close();
    await("one is free again", () -> opened(kiosk, open));
    for (MqttPeer peer : open) {
      assertThat(peer.connected()).isTrue();
      peer.close();
    }
  }

  private static boolean opened(User kiosk, List<MqttPeer> open) {
    try {
      return open.add(MqttPeer.connect(server.mqttUri(), kiosk));
    } catch (MqttException e) {
      return false; // its end is not told yet
    }
  }

  @Test
  void subscriptionsAreBounded() throws Exception {
    User display = server.enrol(HALL, "display-eager", "DISPLAY");
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), display)) {
      for (int i = 0; i < ClientQuotas.MOST_FILTERS; i++) {
        assertThat(peer.subscribe(TOPICS.view("queue", "q" + i))).isEqualTo(1);
      }
      assertThatThrownBy(() -> peer.subscribe(TOPICS.view("queue", "one-more")))
          .isInstanceOf(Exception.class);
      await("it is cut off", () -> !peer.connected());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yj-c00/display-own",
        "yj-c00_display-own",
        "yj-c00_display-own_2",
        "YJ-C00.display-own",
        "display-own"
      })
  @Proves("N18")
  void nobodyTakesAClientIdThatNamesAnotherAgent(String clientId) {
    User other = enrolled("display-9");
    enrolled("display-own");
    assertThatThrownBy(() -> MqttPeer.connect(server.mqttUri(), clientId, MqttPeer.options(other)))
        .isInstanceOf(MqttException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yj-c00_display-own", "yj-c00/display-own", "display-own", "any-other"})
  void anAgentTakesItsOwn(String clientId) throws Exception {
    User own = enrolled("display-own");
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), clientId, MqttPeer.options(own))) {
      assertThat(peer.connected()).isTrue();
    }
    // Its session may still be there: nobody finds it.
    User other = enrolled("display-9");
    assertThatThrownBy(() -> MqttPeer.connect(server.mqttUri(), clientId, MqttPeer.options(other)))
        .isInstanceOf(MqttException.class);
  }

  private static User enrolled(String agent) {
    return server.enrol(HALL, agent, "DISPLAY");
  }

  /** Half a CONNECT, then a byte now and then: many of them keep nobody out. */
  @Test
  void strangersHaveFewConnectionsAndLittleTime() throws Exception {
    List<Socket> strangers = new ArrayList<>();
    for (int i = 0; i < BrokerDoor.MOST_STRANGERS + 20; i++) {
      var socket = new Socket("127.0.0.1", server.mqttPort());
      socket.setSoTimeout(1);
      socket.getOutputStream().write(new byte[] {0x10, 60, 0, 4, 'M', 'Q', 'T', 'T', 5});
      strangers.add(socket);
    }
    await(
        "the last are closed",
        () -> strangers.stream().filter(BrokerQuotaTest::closed).count() >= 20);
    await("all are closed", () -> drip(strangers));
    try (MqttPeer peer = MqttPeer.connect(server.mqttUri(), enrolled("display-late"))) {
      assertThat(peer.connected()).isTrue();
    }
  }

  private static boolean drip(List<Socket> strangers) {
    strangers.removeIf(BrokerQuotaTest::closed);
    for (Socket socket : strangers) {
      try {
        socket.getOutputStream().write("x".getBytes(UTF_8));
      } catch (IOException e) {
        return false; // closed in between
      }
    }
    return strangers.isEmpty();
  }

  private static boolean closed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
