package org.jiaohao.agent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the broker, from CONNECT to its end; never used twice. */
final class BrokerConnection implements MqttCallback, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);
  private static final int KEEP_ALIVE_SECONDS = 15;
  private static final long WILL_DELAY_SECONDS = 5;
  private static final long SESSION_EXPIRY_SECONDS = 10;
  private static final long CONNECT_MILLIS = 3000;
  private static final int TLS_SECONDS = 2; // a handshake waits for two answers
  private static final long STALLED_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long TICK_MILLIS = 200;
  private static final int RECEIVE_MAXIMUM = 64;
  private static final int WINDOW = 8;
  private static final long MAX_PACKET_BYTES = 1024L * 1024;
  private static final int FIRST_ERROR_CODE = 0x80;

  /**
   * Where and how to connect.
   *
   * @param uri {@code tcp://host:port} or {@code ssl://host:port}
   * @param clientId client id
   * @param username user name
   * @param secret password
   * @param willTopic topic of the retained will
   * @param will its payload
   * @param authority certificate (PEM) of the hall's authority, for {@code ssl}
   */
  record Target(
      String uri,
      String clientId,
      String username,
      String secret,
      String willTopic,
      byte[] will,
      String authority) {}

  private final MqttAsyncClient client;
  private final Consumer<Incoming> receiver;
  private final Runnable onLost;
  private final LinkCounter counter;
  private final Semaphore window;
  private final int windowSize;
  private volatile long lastProgress = System.nanoTime();
  private volatile boolean alive = true;
  private volatile boolean takenOver;

  private BrokerConnection(
      Target target, Consumer<Incoming> receiver, Runnable onLost, LinkCounter counter)
      throws MqttException {
    this.receiver = receiver;
    this.onLost = onLost;
    this.counter = counter;
    this.client = new MqttAsyncClient(target.uri(), target.clientId(), new MemoryPersistence());
    client.setCallback(this);
    try {
      IMqttToken connected = client.connect(options(target));
      connected.waitForCompletion(CONNECT_MILLIS);
      Integer allowed = connected.getResponseProperties().getReceiveMaximum();
      windowSize = allowed == null ? WINDOW : Math.clamp(allowed - 1L, 1, WINDOW);
      window = new Semaphore(windowSize);
    } catch (MqttException e) {
      close();
      throw e;
    }
  }

  /**
   * Connects, within 3 s.
   *
   * @param receiver gets every message; may block, which slows the broker down
   * @param onLost called when the connection ended by itself
   */
  static BrokerConnection open(
      Target target, Consumer<Incoming> receiver, Runnable onLost, LinkCounter counter)
      throws MqttException {
    return new BrokerConnection(target, receiver, onLost, counter);
  }

  /**
   * Clean start, since every retained view and every own state is published again anyway; the
   * session expiry is only there because a will delay needs one.
   */
  private static MqttConnectionOptions options(Target target) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(SESSION_EXPIRY_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    boolean tls = target.uri().startsWith("ssl:");
    options.setConnectionTimeout(tls ? TLS_SECONDS : 1);
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    options.setMaximumPacketSize(MAX_PACKET_BYTES);
    options.setUserName(target.username());
    options.setPassword(target.secret().getBytes(StandardCharsets.UTF_8));
    options.setSocketFactory(
        tls ? BrokerSockets.over(PinnedTls.to(target.authority())) : BrokerSockets.plain());
    MqttMessage will = new MqttMessage(target.will());
    will.setQos(1);
    will.setRetained(true);
    options.setWill(target.willTopic(), will);
    MqttProperties properties = new MqttProperties();
    properties.setWillDelayInterval(WILL_DELAY_SECONDS);
    options.setWillMessageProperties(properties);
    return options;
  }

  /**
   * Whether the connection stands and the broker has acknowledged something lately, if it had to.
   */
  boolean alive() {
    boolean waiting = window.availablePermits() < windowSize;
    if (alive && waiting && System.nanoTime() - lastProgress > STALLED_NANOS) {
      LOG.warn("The broker acknowledged nothing for 3 s; connecting again.");
      alive = false;
    }
    return alive;
  }

  /** Whether another program connected with the same agent id. */
  boolean takenOver() {
    return takenOver;
  }

  /** Subscribes with QoS 1 and waits for the broker's answer. */
  void subscribe(Collection<String> filters) throws MqttException {
    MqttSubscription[] subscriptions =
        filters.stream()
            .map(filter -> new MqttSubscription(filter, 1))
            .toArray(MqttSubscription[]::new);
    IMqttToken token = client.subscribe(subscriptions);
    token.waitForCompletion(CONNECT_MILLIS);
    int[] codes = token.getReasonCodes();
    for (int i = 0; codes != null && i < codes.length; i++) {
      if (codes[i] >= FIRST_ERROR_CODE) {
        counter.refused.incrementAndGet();
        LOG.error(
            "服务器不允许订阅 {}（{}），请检查本机的注册类型。 / The broker refuses the subscription to {} ({}): check"
                + " the kind this agent was enrolled as.",
            subscriptions[i].getTopic(),
            codes[i],
            subscriptions[i].getTopic(),
            codes[i]);
      }
    }
  }

  /** Publishes and removes the message from the outbox when the broker has taken it. */
  void publish(Outgoing outgoing, Outbox outbox) throws MqttException, InterruptedException {
    if (window.availablePermits() == windowSize) {
      lastProgress = System.nanoTime();
    }
    while (!window.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (!alive()) {
        return;
      }
    }
    client.publish(
        outgoing.topic(), message(outgoing), null, new Acknowledgement(outgoing, outbox));
  }

  /** Publishes a last message and waits for its acknowledgement. */
  void publishAndWait(Outgoing outgoing, Duration patience) throws MqttException {
    client.publish(outgoing.topic(), message(outgoing)).waitForCompletion(patience.toMillis());
  }

  private static MqttMessage message(Outgoing outgoing) {
    MqttMessage message = new MqttMessage(outgoing.payload());
    message.setQos(1);
    message.setRetained(outgoing.retained());
    MqttProperties properties = new MqttProperties();
    properties.setContentType("application/json");
    Long seconds = outgoing.secondsLeft(System.nanoTime());
    if (seconds != null) {
      properties.setMessageExpiryInterval(seconds);
    }
    if (outgoing.correlation() != null) {
      properties.setCorrelationData(outgoing.correlation());
    }
    message.setProperties(properties);
    return message;
  }

  /** Ends the connection cleanly, so that the broker does not send the will. */
  void disconnect() throws MqttException {
    alive = false;
    client.disconnect(1000).waitForCompletion(2000);
  }

  @Override
  public void close() {
    alive = false;
    try {
      client.disconnectForcibly(0, 500, false);
    } catch (MqttException e) {
      LOG.debug("The old connection was not open", e);
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("The old connection could not be closed", e);
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    MqttProperties properties = message.getProperties();
    Long expiry = properties == null ? null : properties.getMessageExpiryInterval();
    receiver.accept(
        new Incoming(
            topic,
            message.getPayload(),
            message.isRetained(),
            properties == null ? null : properties.getResponseTopic(),
            properties == null ? null : properties.getCorrelationData(),
            signature(properties),
            expiry == null ? null : System.nanoTime() + Duration.ofSeconds(expiry).toNanos()));
  }

  private static String signature(MqttProperties properties) {
    if (properties == null) {
      return null;
    }
    return properties.getUserProperties().stream()
        .filter(property -> MessageSignature.PROPERTY.equals(property.getKey()))
        .map(UserProperty::getValue)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    LOG.info("Broker connection ended: {}", response);
    takenOver = response.getReturnCode() == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER;
    alive = false;
    onLost.run();
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    LOG.warn("MQTT client reports an error", exception);
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    LOG.trace("delivered {}", token.getMessageId());
  }

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {
    LOG.debug("connected to {}", serverUri);
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    LOG.warn("Unexpected AUTH packet, reason {}", reasonCode);
  }

  private final class Acknowledgement implements MqttActionListener {
    private final Outgoing outgoing;
    private final Outbox outbox;

    private Acknowledgement(Outgoing outgoing, Outbox outbox) {
      this.outgoing = outgoing;
      this.outbox = outbox;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      int[] codes = token.getReasonCodes();
      if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR_CODE) {
        counter.refused.incrementAndGet();
        LOG.error(
            "服务器拒绝发布到 {}（{}）。 / The broker refuses to publish to {} ({}).",
            outgoing.topic(),
            codes[0],
            outgoing.topic(),
            codes[0]);
      }
      lastProgress = System.nanoTime();
      outbox.done(outgoing);
      window.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      LOG.debug("{} is published again after reconnecting", outgoing.topic(), cause);
      window.release();
    }
  }
}
