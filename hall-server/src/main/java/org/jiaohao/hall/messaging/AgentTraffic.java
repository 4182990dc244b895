package org.jiaohao.hall.messaging;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.device.AgentMessages;
import org.jiaohao.hall.device.CommandSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Carries agents' messages in and commands out. */
@Component
class AgentTraffic implements CommandSender {
  private static final Logger log = LoggerFactory.getLogger(AgentTraffic.class);
  private static final long COMMAND_SECONDS = 10;

  private final BrokerLink link;
  private final JsonMapper json;
  private final HallStream stream;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("agent-messages").daemon().factory());

  AgentTraffic(BrokerLink link, JsonMapper json, HallStream stream) {
    this.link = link;
    this.json = json;
    this.stream = stream;
  }

  /** From now on hands every message to {@code messages}, off the client's thread. */
  void deliverTo(AgentMessages messages) {
    link.onMessage((topic, message) -> worker.execute(() -> handle(messages, topic, message)));
  }

  private void handle(AgentMessages messages, String topic, MqttMessage message) {
    if (message.getPayload().length == 0) {
      return; // a retained message was removed
    }
    try {
      var change = messages.received(topic, message.getPayload(), correlation(message));
      stream.tell(change.hall(), change.type(), change.id());
    } catch (RuntimeException e) {
      log.warn("a message on {} was skipped: {}", topic, e.getMessage());
    }
  }

  private static String correlation(MqttMessage message) {
    MqttProperties properties = message.getProperties();
    byte[] data = properties == null ? null : properties.getCorrelationData();
    return data == null ? null : new String(data, StandardCharsets.UTF_8);
  }

  @Override
  public boolean send(String hall, String agent, String command, String correlation, Object body) {
    var properties = new MqttProperties();
    properties.setMessageExpiryInterval(COMMAND_SECONDS);
    properties.setResponseTopic(Topics.of(hall).reply(agent));
    properties.setCorrelationData(correlation.getBytes(StandardCharsets.UTF_8));
    var message = new MqttMessage(json.writeValueAsBytes(body), 1, false, properties);
    return link.publish(Topics.of(hall).command(agent, command), message);
  }
}
