package org.jiaohao.hall.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jiaohao.contract.mqtt.MessageSignature;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.MqttPeer.Message;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.trust.Authority;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;

/** Whatever the server sends to agents carries the signature of the authority they have pinned. */
class SignedContentTest {
  private static final Topics TOPICS = Topics.of(HALL);

  private static String signature(Message message) {
    return message.properties().getUserProperties().stream()
        .filter(property -> property.getKey().equals(MessageSignature.PROPERTY))
        .map(UserProperty::getValue)
        .findFirst()
        .orElse(null);
  }

  @Test
  @Proves("N18")
  void viewsEventsCommandsAndTheServersStateAreSigned() throws Exception {
    try (RunningHall server = RunningHall.start("spring.profiles.active=demo")) {
      PublicKey hall = server.bean(Authority.class).certificate().getPublicKey();
      User clerk = server.account(HALL, Role.CLERK);
      User display = server.enrol(HALL, "display-signed", "DISPLAY");
      try (MqttPeer agent = MqttPeer.connect(server.mqttUri(), display)) {
        for (String filter :
            List.of(
                TOPICS.view("window", "+"),
                TOPICS.view("queue", "+"),
                TOPICS.view("board", "+"),
                TOPICS.event("ticket-called"),
                TOPICS.serverState(),
                TOPICS.command("display-signed", "+"))) {
          assertThat(agent.subscribe(filter)).as(filter).isLessThan(3);
        }
        server.window(clerk, "5", "open");
        String queue =
            server
                .get(clerk, "/api/v1/halls/" + HALL + "/windows/5")
                .get("queues")
                .get(0)
                .asString();
        server.draw(server.demo("guide"), queue);
        server.window(clerk, "5", "next");
        agent.last(TOPICS.event("ticket-called"));
        agent.last(TOPICS.view("window", "5"));
        assertThat(
                server
                    .bean(AgentTraffic.class)
                    .send(HALL, "display-signed", "rebirth", "c1", Map.of()))
            .isTrue();
        agent.last(TOPICS.command("display-signed", "rebirth"));

        assertThat(agent.received())
            .extracting(message -> message.topic().split("/")[3])
            .contains("view", "event", "server", "agent");
        assertThat(agent.received())
            .allSatisfy(
                message ->
                    assertThat(
                            MessageSignature.proves(
                                hall,
                                message.topic(),
                                message.text().getBytes(UTF_8),
                                signature(message)))
                        .as(message.topic())
                        .isTrue());
      }
    }
  }
}
