package org.jiaohao.agent;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.BrokerSockets;
import tools.jackson.databind.JsonNode;

/** Plays the hall server: sees every message of the hall and publishes what a test wants. */
final class Observer implements MqttCallback, AutoCloseable {

  /** A message seen on the wire. */
  record Seen(String topic, String text, boolean retained, MqttProperties properties) {
    JsonNode json() {
      return Wire.JSON.readTree(text);
    }
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final MqttAsyncClient client;

  Observer(Mosquitto broker) throws MqttException {
    client =
        new MqttAsyncClient(broker.uri(), "observer-" + UUID.randomUUID(), new MemoryPersistence());
    client.setCallback(this);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("test");
    options.setPassword(Mosquitto.SECRET.getBytes());
    options.setSocketFactory(BrokerSockets.plain());
    client.connect(options).waitForCompletion(5000);
    client
        .subscribe(new MqttSubscription[] {new MqttSubscription("qms/#", 1)})
        .waitForCompletion(5000);
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  List<Seen> seen(String topic) {
    return seen.stream().filter(message -> message.topic().equals(topic)).toList();
  }

  Seen last(String topic) {
    List<Seen> all = seen(topic);
    return all.isEmpty() ? null : all.getLast();
  }

  void publish(String topic, Object content, boolean retained) throws MqttException {
    publishRaw(topic, Wire.JSON.writeValueAsBytes(content), retained, new MqttProperties());
  }

  void publishRaw(String topic, byte[] payload, boolean retained, MqttProperties properties)
      throws MqttException {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    message.setRetained(retained);
    message.setProperties(properties);
    client.publish(topic, message).waitForCompletion(5000);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(2000);
    }
    client.close();
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    seen.add(
        new Seen(
            topic,
            new String(message.getPayload(), java.nio.charset.StandardCharsets.UTF_8),
            message.isRetained(),
            message.getProperties()));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
