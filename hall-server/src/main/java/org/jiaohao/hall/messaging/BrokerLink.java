package org.jiaohao.hall.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jiaohao.contract.mqtt.BrokerSockets;
import org.jiaohao.contract.mqtt.MessageSignature;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.trust.Authority;
import org.jiaohao.hall.trust.BrokerAuthority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The server's own connection to the broker; connects again by itself, every half second. */
@Component
class BrokerLink implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);
  private static final int IN_FLIGHT = 1000;
  private static final long RETRY_MILLIS = 500;
  private static final long CONNECT_MILLIS = 5000;
  private static final Duration STALLED = Duration.ofSeconds(5);

  /** Bytes of the largest payload. */
  static final int LARGEST = 64 * 1024;

  private static final int KIND = 3; // qms/1/{hall}/{kind}
  private static final List<String> INBOUND =
      List.of(
          "agent/+/state",
          "agent/+/description",
          "agent/+/device/+/status",
          "agent/+/event/+",
          "agent/+/reply");

  /** Only what others left here, for example a former run of this server at a broker outside. */
  private static final String LEFT_OVER = "view/+/+";

  /** Gets what agents publish, on the client's thread. */
  interface Inbound {
    void received(String topic, MqttMessage message);
  }

  private final BrokerSettings settings;
  private final ServerCredentials credentials;
  private final Authority authority;
  private final BrokerAuthority brokerAuthority;
  private final JsonMapper json;
  private final String clientId;
  private final List<Inbound> inbound = new CopyOnWriteArrayList<>();
  private final List<Runnable> connected = new CopyOnWriteArrayList<>();
  private volatile MqttAsyncClient client;
  private volatile Thread keeper;
  private volatile Consumer<String> leftOver = topic -> {};
  private volatile long progressAt = System.nanoTime();
  private String lastTrouble = "";

  BrokerLink(
      BrokerSettings settings,
      ServerCredentials credentials,
      Authority authority,
      BrokerAuthority brokerAuthority,
      JsonMapper json,
      Ids ids) {
    this.settings = settings;
    this.credentials = credentials;
    this.authority = authority;
    this.brokerAuthority = brokerAuthority;
    this.json = json;
    this.clientId = "hall-server-" + ids.random(8);
  }

  void onMessage(Inbound listener) {
    inbound.add(listener);
  }

  /** Gets the topics of views that somebody else left retained at a broker outside. */
  void onLeftOver(Consumer<String> listener) {
    leftOver = listener;
  }

  /** Adds a listener for each new connection. */
  void onConnected(Runnable listener) {
    connected.add(listener);
  }

  boolean up() {
    MqttAsyncClient now = client;
    return now != null && now.isConnected();
  }

  /**
   * Publishes with QoS 1.
   *
   * @param expirySeconds message expiry
   * @param acknowledged called once the broker has it; never, if the connection ends before
   * @return whether the client took it; false while there is no connection
   */
  boolean publish(String topic, Object payload, long expirySeconds, Runnable acknowledged) {
    var properties = new MqttProperties();
    properties.setMessageExpiryInterval(expirySeconds);
    var message = new MqttMessage(json.writeValueAsBytes(payload), 1, false, properties);
    return publish(topic, message, new Acknowledgement(topic, acknowledged));
  }

  /** Removes what is retained on a topic. */
  boolean remove(String topic) {
    return publish(topic, new MqttMessage(new byte[0], 1, true, new MqttProperties()));
  }

  /** Publishes something small, retained, with QoS 1. */
  boolean publishRetained(String topic, Object payload) {
    return publishRetained(topic, json.writeValueAsBytes(payload));
  }

  /** Publishes a retained payload of at most {@link #LARGEST} bytes with QoS 1. */
  boolean publishRetained(String topic, byte[] payload) {
    return publish(topic, new MqttMessage(payload, 1, true, new MqttProperties()));
  }

  private static boolean idle(MqttAsyncClient client) {
    return client.getPendingTokens().length == 0;
  }

  /** Waits until the broker has acknowledged all that was published; false when it does not. */
  boolean awaitAcknowledged(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    MqttAsyncClient now = client;
    while (now == null || !idle(now)) {
      if (System.nanoTime() > end || !up()) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return true;
  }

  /** Publishes a message with QoS 1; returns whether the client took it. */
  boolean publish(String topic, MqttMessage message) {
    return publish(topic, message, new Acknowledgement(topic, () -> {}));
  }

  private boolean publish(String topic, MqttMessage message, Acknowledgement acknowledgement) {
    String signature = authority.sign(topic, message.getPayload());
    message
        .getProperties()
        .setUserProperties(List.of(new UserProperty(MessageSignature.PROPERTY, signature)));
    MqttAsyncClient now = client;
    while (now != null && now.isConnected()) {
      try {
        now.publish(topic, message, null, acknowledgement);
        return true;
      } catch (MqttException e) {
        if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
          log.warn("publishing to {} failed: {}", topic, e.getMessage());
          return false;
        }
        // The broker is behind; the window opens with its next acknowledgement.
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      }
    }
    return false;
  }

  @Override
  public void start() {
    keeper = Thread.ofPlatform().name("broker-link").daemon().unstarted(this::keepConnected);
    keeper.start();
  }

  private void keepConnected() {
    while (keeper == Thread.currentThread()) {
      try {
        if (!up() || stalled()) {
          connect();
        }
      } catch (RuntimeException | Error e) { // without this thread no call reaches a screen
        log.error("connecting to the broker failed; trying again", e);
      }
      LockSupport.parkNanos(Duration.ofMillis(RETRY_MILLIS).toNanos());
    }
  }

  /** A broker that has taken messages and acknowledges none may have lost its way to us. */
  private boolean stalled() {
    MqttAsyncClient now = client;
    if (now == null || idle(now)) {
      progressAt = System.nanoTime();
    }
    boolean stalled = System.nanoTime() - progressAt > STALLED.toNanos();
    if (stalled) {
      log.warn("the broker acknowledged nothing for {} s; connecting again", STALLED.toSeconds());
    }
    return stalled;
  }

  private void connect() {
    MqttAsyncClient fresh = null;
    try {
      close(client);
      fresh = new MqttAsyncClient(settings.connectUri(), clientId, new MemoryPersistence());
      fresh.setCallback(new Callback());
      fresh.connect(options()).waitForCompletion(CONNECT_MILLIS);
      for (String branch : INBOUND) {
        subscribe(fresh, new MqttSubscription(Topics.ROOT + "+/" + branch, 1));
      }
      if (!settings.embedded()) {
        var leftOver = new MqttSubscription(Topics.ROOT + "+/" + LEFT_OVER, 1);
        leftOver.setNoLocal(true);
        subscribe(fresh, leftOver);
      }
      progressAt = System.nanoTime();
      client = fresh;
      log.info("connected to the broker at {}", settings.connectUri());
      connected.forEach(Runnable::run);
    } catch (MqttException e) {
      close(fresh);
      logOnce(e);
    }
  }

  /** A broker that stays away is logged once, not twice a second. */
  private void logOnce(MqttException e) {
    String trouble = e.toString();
    if (!settings.embedded() && !trouble.equals(lastTrouble)) {
      log.warn("no connection to the broker at {}: {}", settings.connectUri(), trouble);
    }
    lastTrouble = trouble;
  }

  private static void close(MqttAsyncClient old) {
    if (old != null) {
      try {
        old.disconnectForcibly(0, 500, false); // also one that still waits to be let in
        old.close(true);
      } catch (MqttException e) {
        log.debug("closing a former connection: {}", e.getMessage());
      }
    }
  }

  private static void subscribe(MqttAsyncClient client, MqttSubscription filter)
      throws MqttException {
    IMqttToken token = client.subscribe(filter);
    token.waitForCompletion(CONNECT_MILLIS);
    if (token.getReasonCodes()[0] >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
      log.error(
          "the broker refuses to let this server read {}; check its access rules",
          filter.getTopic());
    }
  }

  private MqttConnectionOptions options() {
    var options = new MqttConnectionOptions();
    options.setUserName(credentials.username());
    options.setPassword(String.valueOf(credentials.password()).getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    options.setKeepAliveInterval(15);
    options.setReceiveMaximum(IN_FLIGHT);
    boolean tls = settings.connectUri().startsWith("ssl:");
    options.setSocketFactory(
        tls ? BrokerSockets.over(brokerAuthority.context()) : BrokerSockets.plain());
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(3);
    return options;
  }

  @Override
  public void stop() {
    Thread keeping = keeper;
    keeper = null;
    if (keeping != null) {
      LockSupport.unpark(keeping);
      try {
        keeping.join(CONNECT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    MqttAsyncClient last = client;
    client = null;
    if (last == null) {
      return;
    }
    try {
      last.disconnect(1000).waitForCompletion(2000);
      last.close(true);
    } catch (MqttException e) {
      log.debug("disconnecting from the broker: {}", e.getMessage());
    }
  }

  @Override
  public boolean isRunning() {
    return keeper != null;
  }

  @Override
  public int getPhase() {
    return 1;
  }

  private final class Callback implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (topic.split("/")[KIND].equals("view")) {
        leftOver.accept(topic);
        return;
      }
      for (Inbound listener : inbound) {
        try {
          listener.received(topic, message);
        } catch (RuntimeException | Error e) {
          log.error("a message on {} was skipped", topic, e);
        }
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      log.warn("the broker's connection ended; connecting again");
      LockSupport.unpark(keeper);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      log.debug("client error", exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      progressAt = System.nanoTime();
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
      // connect() goes on by itself
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      // no enhanced authentication
    }
  }

  /** What becomes of one message. */
  private record Acknowledgement(String topic, Runnable acknowledged)
      implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      int[] codes = token.getReasonCodes();
      if (codes != null
          && codes.length > 0
          && codes[0] >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
        log.error(
            "the broker refuses what this server publishes on {} ({}); check its access rules",
            topic,
            codes[0]);
      }
      acknowledged.run();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      log.debug("{} was not acknowledged", topic, cause);
    }
  }
}
