package org.jiaohao.hall.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.device.AgentForgotten;
import org.jiaohao.hall.device.AgentMessages;
import org.jiaohao.hall.device.CommandSender;
import org.jiaohao.hall.store.Source;
import org.jiaohao.hall.store.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Carries agents' messages in and commands out. */
@Component
class AgentTraffic implements CommandSender {
  private static final Logger log = LoggerFactory.getLogger(AgentTraffic.class);
  private static final long COMMAND_SECONDS = 10;
  private static final int WORKERS = 8;
  private static final int MOST_WAITING = 1000;
  private static final Source BROKER = new Source("mqtt");
  private static final int AGENT = 4; // qms/1/{hall}/agent/{id}

  private final BrokerLink link;
  private final JsonMapper json;
  private final HallStream stream;
  private final ClientQuotas quotas;
  private final List<ExecutorService> workers =
      Stream.generate(AgentTraffic::worker).limit(WORKERS).toList();

  AgentTraffic(BrokerLink link, JsonMapper json, HallStream stream, ClientQuotas quotas) {
    this.quotas = quotas;
    this.link = link;
    this.json = json;
    this.stream = stream;
  }

  /** One that is behind makes the broker wait instead of filling this program's memory. */
  private static ExecutorService worker() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MOST_WAITING),
        Thread.ofPlatform().name("agent-messages").daemon().factory(),
        (task, behind) -> {
          try {
            behind.getQueue().put(task);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /**
   * From now on hands every message to {@code messages}, off the client's thread; those of one
   * agent in order, those of several side by side, so that they share a commit.
   */
  void deliverTo(AgentMessages messages) {
    link.onMessage(
        (topic, message) -> {
          String agent = topic.split("/")[AGENT];
          workers
              .get(Math.floorMod(agent.hashCode(), WORKERS))
              .execute(() -> BROKER.run(() -> handle(messages, topic, message)));
        });
  }

  /** A revoked agent leaves nothing behind: its retained messages are removed. */
  @EventListener
  void remove(AgentForgotten gone) {
    Topics topics = Topics.of(gone.hall());
    link.remove(topics.agentState(gone.agent()));
    link.remove(topics.agentDescription(gone.agent()));
    gone.devices().forEach(device -> link.remove(topics.deviceStatus(gone.agent(), device)));
    quotas.forget(gone.hall() + "/" + gone.agent()).forEach(link::remove);
  }

  private void handle(AgentMessages messages, String topic, MqttMessage message) {
    try {
      messages
          .received(topic, message.getPayload(), correlation(message))
          .ifPresent(change -> stream.hint(change.hall(), change.type(), change.id()));
    } catch (StorageException e) {
      log.warn("a message on {} could not be stored: {}", topic, e.getMessage());
    } catch (RuntimeException | Error e) {
      log.error("a message on {} was not understood", topic, e);
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
