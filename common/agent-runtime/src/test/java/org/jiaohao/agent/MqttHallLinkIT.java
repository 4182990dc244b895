package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.contract.mqtt.ServerState;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.junit.jupiter.api.Test;

class MqttHallLinkIT extends LinkSuite {
  @Test
  void publishesEverythingAgainAfterABrokerThatForgotIt() throws Exception {
    link.report(report(DeviceReport.State.IDLE));
    startAndConnect();
    server.close();
    broker.kill();
    await().atMost(SOON).until(() -> !link.connected());
    link.report(report(DeviceReport.State.NO_HARDWARE));

    broker.start();
    server = new Observer(broker);

    await().atMost(SOON).until(() -> server.last(TOPICS.deviceStatus(AGENT, "strip-3")) != null);
    assertThat(server.last(TOPICS.deviceStatus(AGENT, "strip-3")).json().path("state").asString())
        .isEqualTo("NO_HARDWARE");
    assertThat(state()).isEqualTo("DEGRADED");
    assertThat(server.last(TOPICS.agentDescription(AGENT))).isNotNull();
  }

  @Test
  void aViewIsRightWithinOneSecondOfTheBrokersReturn() throws Exception {
    List<QueueView> shown = showQueues();
    startAndConnect();
    for (int round = 1; round <= 5; round++) {
      broker.kill();
      await().atMost(SOON).until(() -> !link.connected());
      broker.start();
      long returned = System.nanoTime();
      try (Observer restarted = new Observer(broker)) {
        int waiting = round;
        restarted.publish(TOPICS.queue("a"), queue(100 + round, waiting), true);
        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(SOON)
            .until(() -> !shown.isEmpty() && shown.getLast().waiting() == waiting);
      }
      long millis = Duration.ofNanos(System.nanoTime() - returned).toMillis();
      assertThat(millis).isLessThan(1000);
    }
  }

  @Test
  void showsAViewOnlyWhenItsRevisionRises() throws Exception {
    List<QueueView> shown = showQueues();
    startAndConnect();
    server.publish(TOPICS.queue("a"), queue(5, 50), true);
    server.publish(TOPICS.queue("a"), queue(5, 51), true);
    server.publish(TOPICS.queue("a"), queue(4, 40), true);
    server.publish(TOPICS.queue("a"), queue(6, 60), true);

    await().atMost(SOON).until(() -> !shown.isEmpty() && shown.getLast().waiting() == 60);
    assertThat(shown).extracting(QueueView::waiting).containsExactly(50, 60);
    assertThat(link.counts().outdated()).isEqualTo(2);
  }

  @Test
  void acceptsLowerRevisionsOfARestoredServerInAnyOrder() throws Exception {
    List<QueueView> shown = showQueues();
    server.publish(TOPICS.serverState(), serverState("s1"), true);
    startAndConnect();
    server.publish(TOPICS.queue("a"), queue(50, 50), true);
    await().atMost(SOON).until(() -> shown.size() == 1);
    int published = server.seen(TOPICS.agentDescription(AGENT)).size();

    server.publish(TOPICS.queue("a"), queue(8, 8), true);
    server.publish(TOPICS.serverState(), serverState("s2"), true);
    await().atMost(SOON).until(() -> shown.getLast().waiting() == 8);
    server.publish(TOPICS.queue("a"), queue(9, 9), true);
    await().atMost(SOON).until(() -> shown.getLast().waiting() == 9);

    assertThat(shown).extracting(QueueView::waiting).containsExactly(50, 8, 9);
    await()
        .atMost(SOON)
        .until(() -> server.seen(TOPICS.agentDescription(AGENT)).size() > published);
  }

  @Test
  void anEventIsDeliveredOnceHoweverOftenItIsSent() throws Exception {
    List<String> called = new CopyOnWriteArrayList<>();
    link.onEvent("ticket-called", TicketCalled.class, event -> called.add(event.data().number()));
    startAndConnect();
    server.publish(TOPICS.event("ticket-called"), called("e1", "A001"), false);
    server.publish(TOPICS.event("ticket-called"), called("e1", "A001"), false);
    server.publish(TOPICS.event("ticket-called"), called("e2", "A002"), false);

    await().atMost(SOON).until(() -> called.contains("A002"));
    assertThat(called).containsExactly("A001", "A002");
    assertThat(link.counts().duplicates()).isEqualTo(1);
  }

  @Test
  void answersACommandOnceCarriedOutHoweverOftenItIsSent() throws Exception {
    List<String> printed = new CopyOnWriteArrayList<>();
    link.onCommand(
        "reprint-ticket",
        ReprintTicket.class,
        command -> {
          printed.add(command.ticketId());
          return new Reply(Reply.Outcome.ACCEPTED, null, null);
        });
    startAndConnect();
    byte[] command = Wire.JSON.writeValueAsBytes(new ReprintTicket("t1", null, null));
    String topic = TOPICS.command(AGENT, "reprint-ticket");
    server.publishRaw(topic, command, false, correlation("c1"));
    server.publishRaw(topic, command, false, correlation("c1"));
    server.publishRaw(TOPICS.command(AGENT, "dance"), command, false, correlation("c2"));
    server.publishRaw(topic, "{".getBytes(), false, correlation("c3"));

    await().atMost(SOON).until(() -> server.seen(TOPICS.reply(AGENT)).size() == 4);
    assertThat(server.seen(TOPICS.reply(AGENT)))
        .extracting(
            reply ->
                new String(reply.properties().getCorrelationData(), StandardCharsets.UTF_8)
                    + " "
                    + reply.json().path("outcome").asString())
        .containsExactly("c1 ACCEPTED", "c1 ACCEPTED", "c2 REFUSED", "c3 REFUSED");
    assertThat(printed).containsExactly("t1");
  }

  @Test
  void aFailingHandlerAndBadMessagesDoNotEndTheLink() throws Exception {
    List<String> called = new CopyOnWriteArrayList<>();
    link.onEvent(
        "ticket-called",
        TicketCalled.class,
        event -> {
          if (event.data().number().equals("BAD")) {
            throw new IllegalStateException("as the test wants");
          }
          called.add(event.data().number());
        });
    startAndConnect();
    String topic = TOPICS.event("ticket-called");
    server.publish(topic, called("e1", "BAD"), false);
    server.publishRaw(topic, "no json".getBytes(), false, new MqttProperties());
    server.publishRaw(topic, new byte[70_000], false, new MqttProperties());
    server.publish(topic, Map.of("id", "e3", "data", List.of(1)), false);
    server.publish(topic, called("e4", "A004"), false);

    await().atMost(SOON).until(() -> called.contains("A004"));
    assertThat(link.counts()).isEqualTo(new LinkCounts(1, 2, 1, 0, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void eventsWaitForTheBrokerUntilTheyExpire() throws Exception {
    server.close();
    broker.kill();
    link.start();
    link.publishEvent("call-confirmed", confirmed("e1"), Duration.ofMillis(1));
    link.publishEvent("call-confirmed", confirmed("e2"), Duration.ofSeconds(60));
    link.publishEvent("call-confirmed", confirmed("e3"), Duration.ofSeconds(60));

    broker.start();
    server = new Observer(broker);

    String topic = TOPICS.agentEvent(AGENT, "call-confirmed");
    await().atMost(SOON).until(() -> server.seen(topic).size() == 2);
    assertThat(server.seen(topic))
        .extracting(seen -> seen.json().path("data").path("eventId").asString())
        .containsExactly("e2", "e3");
    assertThat(server.last(topic).properties().getMessageExpiryInterval()).isBetween(1L, 60L);
    assertThat(link.counts().expired()).isEqualTo(1);
  }

  @Test
  void newCredentialsReplaceRefusedOnesWithoutARestart() throws Exception {
    AgentSettings settings = LinkFixture.settings(folder, broker.uri());
    CredentialStore credentials = new CredentialStore(settings);
    Credentials wrong =
        new Credentials("yj-c00", AGENT, "yj-c00/display-1", "revoked", broker.uri(), null);
    credentials.store(wrong);
    link =
        LinkFixture.link(
            settings, credentials, new MeasuredHallTime(Clock.systemUTC(), System::nanoTime));
    link.start();
    await()
        .atMost(SOON)
        .until(() -> Files.readString(folder.resolve("log")).contains("not authorised"));
    assertThat(link.connected()).isFalse();

    credentials.store(
        new Credentials("yj-c00", AGENT, "yj-c00/display-1", Mosquitto.SECRET, broker.uri(), null));

    await().atMost(SOON).until(link::connected);
    assertThat(state()).isNotEqualTo("LOST");
  }

  @Test
  void aBrokerThatAcceptsAndSaysNothingLeavesNoThreadsBehind() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<Socket> accepted = new CopyOnWriteArrayList<>();
      Thread.ofVirtual()
          .start(
              () -> {
                while (!silent.isClosed()) {
                  accept(silent, accepted);
                }
              });
      link = LinkFixture.link(folder, "tcp://127.0.0.1:" + silent.getLocalPort());
      link.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> !accepted.isEmpty());
      long threads = linkThreads();

      await().atMost(Duration.ofSeconds(30)).until(() -> accepted.size() >= 3);

      assertThat(linkThreads()).isLessThanOrEqualTo(threads + 1);
      assertThat(link.connected()).isFalse();
    }
  }

  private static void accept(ServerSocket silent, List<Socket> accepted) {
    try {
      accepted.add(silent.accept());
    } catch (IOException e) {
      assertThat(silent.isClosed()).isTrue();
    }
  }

  private static long linkThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("yj-c00_display-1"))
        .count();
  }

  @Test
  void aBrokerThatHangsIsLeftAndNothingIsLost() throws Exception {
    startAndConnect();
    broker.freeze();
    link.publishEvent("call-confirmed", confirmed("e1"), Duration.ofSeconds(60));
    await().atMost(SOON).until(() -> !link.connected());
    broker.thaw();

    await().atMost(SOON).until(link::connected);
    String topic = TOPICS.agentEvent(AGENT, "call-confirmed");
    await().atMost(SOON).until(() -> !server.seen(topic).isEmpty());
    assertThat(
            server.seen(topic).stream().map(seen -> seen.json().path("id").asString()).distinct())
        .hasSize(1);
  }

  private static CallConfirmed confirmed(String eventId) {
    return new CallConfirmed(
        eventId,
        "strip-3",
        CallConfirmed.Kind.STRIP,
        CallConfirmed.Outcome.SHOWN,
        OffsetDateTime.now());
  }

  private List<QueueView> showQueues() {
    List<QueueView> shown = new CopyOnWriteArrayList<>();
    link.onView("queue", QueueView.class, (id, view) -> shown.add(view));
    return shown;
  }

  private static QueueView queue(long rev, int waiting) {
    return new QueueView(rev, "a", "社保", "Social insurance", waiting, 1);
  }

  private static ServerState serverState(String session) {
    return new ServerState(session, ServerState.State.READY, OffsetDateTime.now());
  }

  private static Event<TicketCalled> called(String id, String number) {
    return new Event<>(
        "1.0",
        id,
        "/halls/yj-c00",
        "ticket-called",
        OffsetDateTime.now(),
        "ticket/t1",
        1,
        new TicketCalled(number, "3", "A区", "a", 1));
  }

  private static MqttProperties correlation(String data) {
    MqttProperties properties = new MqttProperties();
    properties.setCorrelationData(data.getBytes(StandardCharsets.UTF_8));
    return properties;
  }
}
