package org.jiaohao.hall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ConnectException;
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
import tools.jackson.databind.JsonNode;

/** An agent played by a test: what it receives, and what the broker lets it do. */
public final class MqttPeer implements AutoCloseable {
  private static final long WAIT = 5000;

  private final MqttAsyncClient client;
  private final List<Message> received = new CopyOnWriteArrayList<>();
  private volatile Integer ended;
  private MqttException refusal;

  /** A received message. */
  public record Message(
      String topic, boolean retained, String text, MqttProperties properties, long nanos) {
    public JsonNode json() {
      return RunningHall.JSON.readTree(text);
    }
  }

  private MqttPeer(String uri, String clientId, MqttConnectionOptions options)
      throws MqttException {
    client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
    client.setCallback(new Callback());
    RunningHall.await("the broker listens", () -> reached(options));
    if (refusal != null) {
      client.close(true);
      throw refusal;
    }
  }

  private boolean reached(MqttConnectionOptions options) {
    try {
      client.connect(options).waitForCompletion(WAIT);
      return true;
    } catch (MqttException e) {
      refusal = e;
      return !(e.getCause() instanceof ConnectException); // the broker starts beside the pages
    } finally {
      refusal = client.isConnected() ? null : refusal;
    }
  }

  /** Connects with a client id of its own. */
  public static MqttPeer connect(String uri, RunningHall.User user) throws MqttException {
    return connect(uri, "test-" + UUID.randomUUID(), options(user));
  }

  public static MqttPeer connect(String uri, String clientId, MqttConnectionOptions options)
      throws MqttException {
    return new MqttPeer(uri, clientId, options);
  }

  /** Options of a user, null for a stranger. */
  public static MqttConnectionOptions options(RunningHall.User user) {
    var options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(5);
    options.setSocketFactory(org.jiaohao.contract.mqtt.BrokerSockets.plain());
    if (user != null) {
      options.setUserName(user.username());
      options.setPassword(user.password().getBytes(UTF_8));
    }
    return options;
  }

  /** Subscribes; returns the broker's reason code, 0 to 2 when granted. */
  public int subscribe(String filter) throws MqttException {
    IMqttToken token = client.subscribe(new MqttSubscription(filter, 1));
    token.waitForCompletion(WAIT);
    return token.getReasonCodes()[0];
  }

  /** Publishes with QoS 1; returns the broker's reason code, 0 when taken. */
  public int publish(String topic, Object payload, boolean retained) throws MqttException {
    return publish(topic, payload, retained, new MqttProperties());
  }

  /** The same with properties. */
  public int publish(String topic, Object payload, boolean retained, MqttProperties properties)
      throws MqttException {
    byte[] bytes =
        payload instanceof String text
            ? text.getBytes(UTF_8)
            : RunningHall.JSON.writeValueAsBytes(payload);
    IMqttToken token = client.publish(topic, new MqttMessage(bytes, 1, retained, properties));
    // A broker may end the connection instead of acknowledging; the client then forgets the token.
    RunningHall.await("an answer on " + topic, () -> token.isComplete() || ended != null);
    if (ended != null) {
      return ended;
    }
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0];
  }

  /** What arrived so far. */
  public List<Message> received() {
    return received;
  }

  /** The last message on a topic, once it is there. */
  public Message last(String topic) {
    RunningHall.await("a message on " + topic, () -> newest(topic) != null);
    return newest(topic);
  }

  private Message newest(String topic) {
    return received.stream()
        .filter(m -> m.topic().equals(topic))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  /** Why the broker ended the connection, or null while it stands. */
  public Integer ended() {
    return ended;
  }

  public boolean connected() {
    return client.isConnected();
  }

  /** Ends the connection like a pulled cable: the broker has to publish the will. */
  public void pullCable() throws MqttException {
    client.disconnectForcibly(0, 100, false);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(WAIT);
    }
    client.close(true);
  }

  private final class Callback implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.add(
          new Message(
              topic,
              message.isRetained(),
              new String(message.getPayload(), UTF_8),
              message.getProperties(),
              System.nanoTime()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      ended = response.getReturnCode();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      received.add(new Message("error", false, exception.toString(), null, System.nanoTime()));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // publish() waits itself
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
      // connect() waits itself
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      // not used
    }
  }
}
