package org.jiaohao.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose users may publish whatever they want, and an agent that knows its hall. */
class SignedContentIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String AGENT = "display-1";
  private static final Topics TOPICS = Topics.of("yj-c00");

  @TempDir Path folder;
  private final List<String> done = new CopyOnWriteArrayList<>();
  private TestAuthority hall;
  private Mosquitto broker;
  private Observer server;
  private MqttHallLink link;

  @BeforeEach
  void start() throws Exception {
    hall = new TestAuthority();
    broker = new Mosquitto(folder);
    server = new Observer(broker);
    AgentSettings settings = LinkFixture.settings(folder, broker.uri());
    var credentials = new CredentialStore(settings);
    credentials.store(
        new Credentials(
            "yj-c00", AGENT, "yj-c00/" + AGENT, Mosquitto.SECRET, broker.uri(), hall.pem()));
    link =
        LinkFixture.link(
            settings, credentials, new MeasuredHallTime(Clock.systemUTC(), System::nanoTime));
    link.onView("queue", QueueView.class, (id, view) -> done.add("view " + view.waiting()));
    link.onEvent("ticket-called", TicketCalled.class, e -> done.add("event " + e.data().number()));
    link.onCommand(
        "reprint-ticket",
        ReprintTicket.class,
        command -> {
          done.add("command " + command.ticketId());
          return new Reply(Reply.Outcome.ACCEPTED, null, null);
        });
  }

  @AfterEach
  void stop() throws Exception {
    link.stop();
    server.close();
    broker.close();
  }

  private interface Properties {
    MqttProperties of(String topic, byte[] payload) throws Exception;
  }

  private void publish(int mark, Properties properties) throws Exception {
    publish(
        TOPICS.queue("a"), new QueueView(mark, "a", "社保", "Insurance", mark, 1), true, properties);
    publish(TOPICS.event("ticket-called"), called("A00" + mark), false, properties);
    publish(
        TOPICS.command(AGENT, "reprint-ticket"),
        new ReprintTicket("t" + mark, null, null),
        false,
        properties);
  }

  private void publish(String topic, Object content, boolean retained, Properties properties)
      throws Exception {
    byte[] payload = Wire.JSON.writeValueAsBytes(content);
    server.publishRaw(topic, payload, retained, properties.of(topic, payload));
  }

  private static Event<TicketCalled> called(String number) {
    return new Event<>(
        "1.0",
        "event-" + number,
        "/halls/yj-c00",
        "ticket-called",
        OffsetDateTime.now(),
        "ticket/t1",
        1,
        new TicketCalled(number, "3", "A区", "a", 1));
  }

  @Test
  @Proves("N18")
  void whatTheHallHasNotSignedIsNeitherShownNorSpokenNorCarriedOut() throws Exception {
    link.start();
    await().atMost(SOON).until(link::connected);
    var stranger = new TestAuthority();
    byte[] other = "{}".getBytes(UTF_8);

    publish(1, (topic, payload) -> new MqttProperties());
    publish(2, stranger::signed);
    publish(3, (topic, payload) -> hall.signed(topic, other));
    publish(4, (topic, payload) -> hall.signed(TOPICS.queue("b"), payload));
    server.publishRaw(TOPICS.queue("a"), new byte[0], true, new MqttProperties());
    publish(9, hall::signed);

    await().atMost(SOON).until(() -> done.size() >= 3);
    assertThat(done).containsExactlyInAnyOrder("view 9", "event A009", "command t9");
    assertThat(link.counts().unproved()).isEqualTo(13);
  }

  @Test
  void whatTheBrokerHasKeptIsProvedToo() throws Exception {
    publish(5, hall::signed);
    publish(
        TOPICS.queue("b"),
        new QueueView(6, "b", "医保", "Health", 6, 1),
        true,
        (topic, payload) -> new MqttProperties());
    link.start();
    await().atMost(SOON).until(() -> new ArrayList<>(done).contains("view 5"));
    await().atMost(SOON).until(() -> link.counts().unproved() == 1);
    assertThat(done).containsExactly("view 5");
  }
}
