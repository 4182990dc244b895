package org.jiaohao.agent;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ServerState;
import org.jiaohao.contract.mqtt.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;

/**
 * {@link HallLink} over Paho. One thread connects, subscribes and publishes what the outbox holds;
 * the dispatcher's thread runs handlers; commands have their own.
 */
final class MqttHallLink implements HallLink, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(MqttHallLink.class);
  private static final int MAX_PAYLOAD_BYTES = 64 * 1024;
  private static final int OUTBOX_LIMIT = 1000;
  private static final Duration STATE_AGAIN_AFTER = Duration.ofSeconds(6);
  private static final Duration TICK = Duration.ofMillis(250);

  private final AgentSettings settings;
  private final CredentialStore credentials;
  private final Clock clock;
  private final String build;
  private final Topics topics;
  private final String stateTopic;
  private final LinkCounter counter = new LinkCounter();
  private final Outbox outbox = new Outbox(OUTBOX_LIMIT, System::nanoTime, counter);
  private final Dispatcher dispatcher = new Dispatcher("hall-dispatch", counter);
  private final Subscriptions subscriptions = new Subscriptions(counter);
  private final CommandDispatcher commands;
  private final List<String> filters = new CopyOnWriteArrayList<>();
  private final List<Consumer<Boolean>> connectionListeners = new CopyOnWriteArrayList<>();
  private final AgentHealth health;
  private final LinkPacer pacer = new LinkPacer();
  private volatile Thread thread;
  private volatile boolean stopping;
  private volatile boolean connected;
  private volatile String session;
  private String serverSession;

  MqttHallLink(
      AgentSettings settings,
      CredentialStore credentials,
      Clock clock,
      MeasuredHallTime time,
      String build) {
    this.settings = settings;
    this.credentials = credentials;
    this.clock = clock;
    this.build = build;
    this.topics = Topics.of(settings.hall());
    this.stateTopic = topics.agentState(settings.agentId());
    this.commands =
        new CommandDispatcher(
            topics.command(settings.agentId(), ""),
            topics.reply(settings.agentId()),
            outbox,
            counter);
    this.health = new AgentHealth(clock, time);
    retain(stateTopic, health.initial(UUID.randomUUID().toString()));
    filters.add(topics.serverState());
    filters.add(topics.command(settings.agentId(), "+"));
    onCommand("rebirth", Object.class, ignored -> rebirth());
    credentials.onChange(this::wake);
    time.onMeasured(this::publishHealth);
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public void onConnection(Consumer<Boolean> listener) {
    connectionListeners.add(listener);
  }

  @Override
  public <T> void onView(String kind, Class<T> type, BiConsumer<String, T> handler) {
    subscriptions.onView(topics.view(kind, ""), type, handler);
    filters.add(topics.view(kind, "+"));
    outbox.wake();
  }

  @Override
  public <T> void onEvent(String name, Class<T> type, Consumer<Event<T>> handler) {
    subscriptions.onEvent(topics.event(name), type, handler);
    filters.add(topics.event(name));
    outbox.wake();
  }

  @Override
  public <T> void onCommand(String name, Class<T> type, Function<T, Reply> handler) {
    commands.register(name, type, handler);
    describe();
  }

  @Override
  public <T> void onLongCommand(String name, Class<T> type, Function<T, Reply> handler) {
    commands.registerLong(name, type, handler);
    describe();
  }

  @Override
  public void publishEvent(String name, Object data, Duration expiry) {
    String id = UUID.randomUUID().toString();
    String source = "/halls/" + settings.hall() + "/agents/" + settings.agentId();
    Event<Object> event = new Event<>("1.0", id, source, name, health.now(), null, 0, data);
    outbox.send(topics.agentEvent(settings.agentId(), name), json(event), null, expiry);
  }

  @Override
  public void report(DeviceReport raw) {
    var report =
        new DeviceReport(
            raw.device(),
            raw.state(),
            raw.conditions(),
            raw.since(),
            Wire.text(raw.code()),
            Wire.text(raw.messageZh()),
            Wire.text(raw.messageEn()),
            raw.correctedByMillis());
    health.report(report);
    retain(topics.deviceStatus(settings.agentId(), report.device()), report);
    publishHealth();
  }

  private void publishHealth() {
    synchronized (health) {
      if (session != null) {
        health.changed(session).ifPresent(state -> retain(stateTopic, state));
      }
    }
  }

  @Override
  public List<DeviceReport> reports() {
    return health.reports();
  }

  @Override
  public LinkCounts counts() {
    return counter.counts();
  }

  @Override
  public void start() {
    dispatcher.start();
    commands.start();
    thread = Thread.ofPlatform().daemon().name("hall-link").start(this::run);
  }

  @Override
  public void stop() {
    stopping = true;
    wake();
    try {
      if (!thread.join(Duration.ofSeconds(6))) {
        LOG.warn("The link to the broker did not end in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    commands.stop();
    dispatcher.stop();
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void wake() {
    pacer.wake();
    outbox.wake();
  }

  private void run() {
    try {
      while (!stopping) {
        Credentials own = credentials.current().orElse(null);
        if (own != null) {
          connectAndServe(own);
        }
        if (!stopping) {
          pacer.pause(own != null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connectAndServe(Credentials own) throws InterruptedException {
    String next = UUID.randomUUID().toString();
    var proved = new ProvedMessages(own.hallKey(), counter);
    try (BrokerConnection connection =
        BrokerConnection.open(
            target(own, next), message -> receive(message, proved), outbox::wake, counter)) {
      dispatcher.post(subscriptions::reconnected);
      long start = System.nanoTime();
      serve(connection, own, next);
      pacer.ended(Duration.ofNanos(System.nanoTime() - start), connection.takenOver());
    } catch (MqttException | RuntimeException | Error e) {
      pacer.failed(e);
    } finally {
      setConnected(false);
    }
  }

  private BrokerConnection.Target target(Credentials own, String next) {
    return new BrokerConnection.Target(
        broker(settings.mqttUri() != null ? settings.mqttUri() : own.mqttUri()),
        settings.hall() + "_" + settings.agentId(),
        own.username(),
        own.secret(),
        stateTopic,
        json(health.ending(next, AgentState.State.LOST)),
        own.authority());
  }

  /** The secret goes over TLS, or stays on this machine. */
  private static String broker(String uri) {
    String known = uri.replaceFirst("^mqtt://", "tcp://").replaceFirst("^mqtts://", "ssl://");
    if (!known.startsWith("ssl://") && !PinnedTls.loopback(URI.create(known).getHost())) {
      throw new IllegalArgumentException(
          "消息服务器地址 "
              + uri
              + " 不加密，应为 ssl://；请检查服务器的 jiaohao.mqtt.public-uri / the broker's"
              + " address "
              + uri
              + " has no TLS and should be ssl://: check jiaohao.mqtt.public-uri"
              + " of the server");
    }
    return known;
  }

  /** Keeps the connection busy until it ends, the credentials change or the agent stops. */
  private void serve(BrokerConnection connection, Credentials own, String next)
      throws MqttException, InterruptedException {
    int subscribed = subscribe(connection, 0);
    beginSession(next);
    outbox.rewind();
    counter.connects.incrementAndGet();
    pacer.connected();
    setConnected(true);
    long stateAgainAt = System.nanoTime() + STATE_AGAIN_AFTER.toNanos();
    boolean stateRepeated = false;
    while (!stopping && connection.alive() && own.equals(credentials.current().orElse(null))) {
      subscribed = subscribe(connection, subscribed);
      if (!stateRepeated && System.nanoTime() - stateAgainAt >= 0) {
        stateRepeated = true;
        beginSession(next);
      }
      Outgoing message = outbox.next(TICK);
      if (message != null) {
        connection.publish(message, outbox);
      }
    }
    if (connection.alive()) {
      byte[] offline = json(health.ending(next, AgentState.State.OFFLINE));
      connection.publishAndWait(
          new Outgoing(stateTopic, offline, true, null, null), Duration.ofSeconds(2));
      connection.disconnect();
    }
  }

  /** Says how the agent is; with the session, since a late will of the last one must not count. */
  private void beginSession(String next) {
    synchronized (health) {
      session = next;
      retain(stateTopic, health.present(next));
    }
  }

  /** Subscribes to what was registered since the last time. */
  private int subscribe(BrokerConnection connection, int done) throws MqttException {
    int size = filters.size();
    if (size > done) {
      Set<String> added = new LinkedHashSet<>(filters.subList(done, size));
      connection.subscribe(added);
    }
    return size;
  }

  private void setConnected(boolean now) {
    if (connected != now) {
      connected = now;
      connectionListeners.forEach(listener -> dispatcher.post(() -> listener.accept(now)));
    }
  }

  private void receive(Incoming message, ProvedMessages proved) {
    if (message.payload().length > MAX_PAYLOAD_BYTES) {
      counter.oversized.incrementAndGet();
      LOG.warn("Skipped {} bytes on {}", message.payload().length, message.topic());
      return;
    }
    if (proved.passes(message)) {
      dispatcher.post(() -> dispatch(message));
    }
  }

  private void dispatch(Incoming message) {
    if (message.topic().equals(topics.serverState())) {
      serverState(message);
    } else if (message.topic().startsWith(topics.command(settings.agentId(), ""))) {
      if (message.retained()) {
        LOG.warn("Ignored a retained command on {}", message.topic());
      } else {
        commands.receive(message);
      }
    } else {
      subscriptions.receive(message);
    }
  }

  private void serverState(Incoming message) {
    try {
      String session =
          message.payload().length == 0
              ? null
              : Wire.JSON.readValue(message.payload(), ServerState.class).session();
      if (session != null && !Objects.equals(session, serverSession)) {
        boolean first = serverSession == null;
        serverSession = session;
        subscriptions.newSession();
        if (!first) {
          outbox.republish();
        }
      }
    } catch (JacksonException e) {
      counter.malformed.incrementAndGet();
      LOG.warn("Skipped a malformed message on {}: {}", message.topic(), e.getMessage());
    }
  }

  private Reply rebirth() {
    outbox.republish();
    return new Reply(Reply.Outcome.DONE, null, null);
  }

  private void describe() {
    List<AgentDescription.Device> devices =
        settings.devices().stream()
            .map(
                device ->
                    new AgentDescription.Device(
                        device.name(),
                        orMissing(device.driver()),
                        orMissing(device.shownAddress()),
                        device.profile()))
            .toList();
    retain(
        topics.agentDescription(settings.agentId()),
        new AgentDescription(settings.kind(), build, devices, commands.names()));
  }

  private static String orMissing(String setting) {
    return setting.isEmpty() ? "?" : setting;
  }

  private void retain(String topic, Object content) {
    outbox.retain(topic, json(content));
  }

  private static byte[] json(Object content) {
    return Wire.JSON.writeValueAsBytes(content);
  }
}
