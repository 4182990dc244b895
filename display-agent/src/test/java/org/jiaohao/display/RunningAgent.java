package org.jiaohao.display;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.agent.HallLink;
import org.jiaohao.agent.HallTime;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.proofs.Ports;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole program at a real broker; the test plays the hall. */
public final class RunningAgent implements AutoCloseable {
  public static final Topics TOPICS = Topics.of("yj-c00");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final List<String> arguments;
  private final List<JsonNode> receipts = new CopyOnWriteArrayList<>();
  private Process broker;
  private MqttClient hall;
  private ConfigurableApplicationContext program;

  /**
   * Starts broker and program.
   *
   * @param folder empty, for data and broker
   * @param beans what the test puts in the place of the program's own
   * @param arguments settings besides those of hall and server
   */
  public RunningAgent(
      Path folder,
      ApplicationContextInitializer<GenericApplicationContext> beans,
      String... arguments)
      throws Exception {
    this.folder = folder;
    this.port = Ports.free();
    startBroker();
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        data.resolve("credentials.json"),
        """
        {"hall": "yj-c00", "agentId": "display-1", "username": "yj-c00/display-1",
         "secret": "s3cret", "mqttUri": "tcp://127.0.0.1:%d"}
        """
            .formatted(port));
    this.arguments = new ArrayList<>(List.of(arguments));
    this.arguments.addAll(
        List.of(
            "--server.port=0",
            "--jiaohao.hall=yj-c00",
            "--jiaohao.agent.id=display-1",
            "--jiaohao.data=" + data));
    if (this.arguments.stream().noneMatch(a -> a.startsWith("--jiaohao.server="))) {
      this.arguments.add("--jiaohao.server=http://127.0.0.1:1");
    }
    startProgram(beans);
  }

  /** A server whose time was not measured: this machine's is used. */
  public static HallTime unmeasured() {
    return new HallTime() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public Optional<Duration> offset() {
        return Optional.empty();
      }
    };
  }

  /** Starts the program again, on the same folder. */
  public void startProgram(ApplicationContextInitializer<GenericApplicationContext> beans) {
    program =
        new SpringApplicationBuilder(DisplayAgent.class)
            .initializers(beans)
            .run(arguments.toArray(String[]::new));
    awaitLink();
  }

  public void stopProgram() {
    program.close();
  }

  /** Waits until the program is at the broker. */
  public void awaitLink() {
    await().atMost(SOON).until(() -> program.getBean(HallLink.class).connected());
  }

  public void startBroker() throws IOException, MqttException {
    Path settings = folder.resolve("mosquitto.conf");
    Files.writeString(
        settings,
        """
        listener %d 127.0.0.1
        user %s
        allow_anonymous true
        set_tcp_nodelay true
        """
            .formatted(port, System.getProperty("user.name")));
    broker =
        new ProcessBuilder(mosquitto(), "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(this::listens);
    hall =
        new MqttClient(
            "tcp://127.0.0.1:" + port, "hall-" + UUID.randomUUID(), new MemoryPersistence());
    hall.connect();
    hall.subscribe(
        new MqttSubscription[] {
          new MqttSubscription(TOPICS.agentEvent("display-1", "call-confirmed"), 1)
        },
        new IMqttMessageListener[] {
          (topic, message) -> receipts.add(JSON.readTree(message.getPayload()).get("data"))
        });
  }

  /** What the program confirmed so far: {@code VOICE voice e1 SPOKEN}. */
  public List<String> receipts() {
    return receipts.stream()
        .map(
            receipt ->
                String.join(
                    " ",
                    receipt.get("kind").asString(),
                    receipt.get("device").asString(),
                    receipt.get("eventId").asString(),
                    receipt.get("outcome").asString()))
        .toList();
  }

  /** The broker forgets everything. */
  public void stopBroker() throws Exception {
    hall.disconnect();
    hall.close();
    broker.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
  }

  private static String mosquitto() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/opt/homebrew/sbin/mosquitto")
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst()
        .orElse("mosquitto");
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Publishes a retained view. */
  public void view(String topic, Object view) throws MqttException {
    publish(topic, JSON.writeValueAsBytes(view), true, new MqttProperties());
  }

  /** The retained message of a topic, as it stands now. */
  public JsonNode retained(String topic) throws Exception {
    var message = new CompletableFuture<byte[]>();
    var reader =
        new MqttClient(hall.getServerURI(), "reader-" + UUID.randomUUID(), new MemoryPersistence());
    reader.connect();
    try {
      reader.subscribe(
          new MqttSubscription[] {new MqttSubscription(topic, 1)},
          new IMqttMessageListener[] {(same, received) -> message.complete(received.getPayload())});
      return JSON.readTree(message.get(SOON.toSeconds(), TimeUnit.SECONDS));
    } finally {
      reader.disconnect();
      reader.close();
    }
  }

  /** Removes a retained view. */
  public void removeView(String topic) throws MqttException {
    publish(topic, new byte[0], true, new MqttProperties());
  }

  /** Calls a ticket, as the hall does: not retained, valid for a minute. */
  public void call(String id, OffsetDateTime time, TicketCalled call) throws MqttException {
    var event =
        new Event<>(
            "1.0", id, "/halls/yj-c00", "ticket-called", time, "ticket/" + call.number(), 1, call);
    var properties = new MqttProperties();
    properties.setMessageExpiryInterval(60L);
    publish(TOPICS.event("ticket-called"), JSON.writeValueAsBytes(event), false, properties);
  }

  private void publish(String topic, byte[] payload, boolean retained, MqttProperties properties)
      throws MqttException {
    var message = new MqttMessage(payload);
    message.setQos(1);
    message.setRetained(retained);
    message.setProperties(properties);
    hall.publish(topic, message);
  }

  /** Of the program's pages. */
  public String port() {
    return program.getEnvironment().getRequiredProperty("local.server.port");
  }

  /** A part of the program. */
  public <T> T part(Class<T> type) {
    return program.getBean(type);
  }

  @Override
  public void close() throws Exception {
    program.close();
    stopBroker();
  }
}
