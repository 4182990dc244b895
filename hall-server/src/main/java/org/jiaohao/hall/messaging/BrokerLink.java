package org.jiaohao.hall.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
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
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.store.Ids;
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
  private static final List<String> INBOUND =
      List.of("state", "description", "device/+/status", "event/+", "reply");

  /** Gets what agents publish, on the client's thread. */
  interface Inbound {
    void received(String topic, MqttMessage message);
  }

  private final BrokerSettings settings;
  private final ServerCredentials credentials;
  private final JsonMapper json;
  private final String clientId;
  private final List<Inbound> inbound = new CopyOnWriteArrayList<>();
  private final List<Runnable> connected = new CopyOnWriteArrayList<>();
  private volatile MqttAsyncClient client;
  private volatile Thread keeper;

  BrokerLink(BrokerSettings settings, ServerCredentials credentials, JsonMapper json, Ids ids) {
    this.settings = settings;
    this.credentials = credentials;
    this.json = json;
    this.clientId = "hall-server-" + ids.random(8);
  }

  void onMessage(Inbound listener) {
    inbound.add(listener);
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
   * @param expirySeconds message expiry, or null for none
   * @return whether the client took it; false while there is no connection
   */
  boolean publish(String topic, Object payload, boolean retained, Long expirySeconds) {
    var message = new MqttMessage(json.writeValueAsBytes(payload), 1, retained, null);
    var properties = new MqttProperties();
    properties.setMessageExpiryInterval(expirySeconds);
    message.setProperties(properties);
    return publish(topic, message);
  }

  boolean publish(String topic, MqttMessage message) {
    MqttAsyncClient now = client;
    while (now != null && now.isConnected()) {
      try {
        now.publish(topic, message);
        return true;
      } catch (MqttException e) {
        if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
          log.warn("publishing to {} failed: {}", topic, e.getMessage());
          return false;
        }
        pause(2); // the broker is behind; the window opens with its next acknowledgement
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
      if (!up()) {
        connect();
      }
      pause(RETRY_MILLIS);
    }
  }

  private void connect() {
    try {
      MqttAsyncClient former = client;
      if (former != null) {
        former.close(true);
      }
      var fresh = new MqttAsyncClient(settings.connectUri(), clientId, new MemoryPersistence());
      fresh.setCallback(new Callback());
      fresh.connect(options()).waitForCompletion(CONNECT_MILLIS);
      for (String branch : INBOUND) {
        String filter = Topics.ROOT + "+/agent/+/" + branch;
        fresh.subscribe(new MqttSubscription(filter, 1)).waitForCompletion(CONNECT_MILLIS);
      }
      client = fresh;
      log.info("connected to the broker at {}", settings.connectUri());
      connected.forEach(Runnable::run);
    } catch (MqttException e) {
      log.debug("no broker at {}: {}", settings.connectUri(), e.getMessage());
    }
  }

  private MqttConnectionOptions options() {
    var options = new MqttConnectionOptions();
    options.setUserName(credentials.username());
    options.setPassword(String.valueOf(credentials.password()).getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    options.setKeepAliveInterval(15);
    options.setReceiveMaximum(IN_FLIGHT);
    options.setSocketFactory(new NoDelaySockets());
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(3);
    return options;
  }

  @Override
  public void stop() {
    keeper = null;
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

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Callback implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      for (Inbound listener : inbound) {
        try {
          listener.received(topic, message);
        } catch (RuntimeException e) {
          log.warn("a message on {} was skipped: {}", topic, e.getMessage());
        }
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      log.warn("the broker's connection ended; connecting again");
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      log.debug("client error", exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // nothing to do: the retained views are published anew after every loss
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
}
