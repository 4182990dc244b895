package org.jiaohao.hall.messaging;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jiaohao.hall.trust.Ciphers;
import org.jiaohao.hall.trust.HallNetwork;
import org.jiaohao.hall.trust.ServerCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The MQTT 5 broker inside this program. It keeps nothing on disk: the database is the truth and
 * the relay publishes every retained view again. It starts beside the pages, not before them.
 */
@Component
class EmbeddedBroker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

  private static final Duration RETRY = Duration.ofSeconds(3);
  private static final int THREADS = 2; // a hall has tens of clients; the default grows with cores

  /**
   * Messages that may wait for one client. What comes then is dropped without a word, so it is more
   * than all retained views of the largest hall together.
   */
  private static final int MOST_QUEUED = 20_000;

  private static final String CONFIG =
      """
      <?xml version="1.0"?>
      <hivemq>
        <listeners>
          <tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>
          <tls-tcp-listener>
            <port>%d</port><bind-address>%s</bind-address>
            <tls>
              <keystore>
                <path>%s</path><password>%s</password><private-key-password>%s</private-key-password>
              </keystore>
              <protocols>%s</protocols>
              <cipher-suites>%s</cipher-suites>
            </tls>
          </tls-tcp-listener>
        </listeners>
        <persistence><mode>in-memory</mode></persistence>
        <mqtt>
          <packets><max-packet-size>70000</max-packet-size></packets>
          <keep-alive><max-keep-alive>120</max-keep-alive></keep-alive>
          <queued-messages><max-queue-size>%d</max-queue-size></queued-messages>
          <receive-maximum><server-receive-maximum>1000</server-receive-maximum></receive-maximum>
          <session-expiry><max-interval>%d</max-interval></session-expiry>
        </mqtt>
        <restrictions>
          <max-connections>4000</max-connections>
          <max-client-id-length>128</max-client-id-length>
          <max-topic-length>256</max-topic-length>
          <no-connect-idle-timeout>5000</no-connect-idle-timeout>
        </restrictions>
        <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
      </hivemq>
      """;

  private final BrokerSettings settings;
  private final HallNetwork network;
  private final ServerCertificate certificate;
  private final BrokerAccess access;
  private final Path folder;
  private volatile Thread starter;
  private EmbeddedHiveMQ broker;

  EmbeddedBroker(
      BrokerSettings settings,
      HallNetwork network,
      ServerCertificate certificate,
      BrokerAccess access,
      @Value("${jiaohao.data}") Path data) {
    this.settings = settings;
    this.network = network;
    this.certificate = certificate;
    this.access = access;
    this.folder = data.resolve("broker").toAbsolutePath();
  }

  @Override
  public void start() {
    if (!settings.embedded()) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("config.xml"), config());
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the broker's settings to " + folder, e);
    }
    System.setProperty(BrokerDoor.SWITCH, "serviceload");
    System.setProperty("hivemq.log.folder", folder.resolve("log").toString());
    InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(0); // it keeps nothing
    InternalConfigurations.SINGLE_WRITER_THREAD_POOL_SIZE.set(THREADS);
    InternalConfigurations.EXTENSION_TASK_QUEUE_EXECUTOR_THREADS_COUNT.set(THREADS);
    InternalConfigurations.MQTT_EVENT_EXECUTOR_THREAD_COUNT.set(THREADS);
    // A thread of our own: the broker finds its classes through the context class loader.
    // Named before it runs: it goes on only while it is the one named.
    starter = Thread.ofPlatform().name("broker-start").unstarted(this::run);
    starter.start();
  }

  /** It looks at the key store every ten seconds, so a renewed certificate is soon in use. */
  private String config() {
    return CONFIG.formatted(
        settings.port(),
        settings.address(),
        network.mqttsPort(),
        network.bind().getHostAddress(),
        HtmlUtils.htmlEscape(certificate.keyStore().toString(), "UTF-8"),
        certificate.keyStorePassword(),
        certificate.keyStorePassword(),
        elements("protocol", Ciphers.PROTOCOLS),
        elements("cipher-suite", Ciphers.SUITES),
        MOST_QUEUED,
        BrokerAccess.LONGEST_SESSION_SECONDS);
  }

  private static String elements(String name, List<String> values) {
    return values.stream()
        .map(value -> "<%s>%s</%s>".formatted(name, value, name))
        .collect(Collectors.joining());
  }

  private EmbeddedHiveMQ build() {
    return EmbeddedHiveMQ.builder()
        .withConfigurationFolder(folder)
        .withDataFolder(folder)
        .withExtensionsFolder(folder)
        .withEmbeddedExtension(
            EmbeddedExtension.builder()
                .withId("jiaohao-access")
                .withName("Jiaohao access")
                .withVersion("1")
                .withAuthor("Jiaohao")
                .withPriority(0)
                .withStartPriority(1000)
                .withExtensionMain(access)
                .build())
        .withoutLoggingBootstrap()
        .build();
  }

  /** Tries again while a port is taken, for example by a former server that still ends. */
  private void run() {
    while (starter == Thread.currentThread()) {
      EmbeddedHiveMQ fresh = build();
      try {
        mustBeFree(settings.address(), settings.port());
        mustBeFree(network.bind().getHostAddress(), network.mqttsPort());
        fresh.start().get();
        broker = fresh;
        log.info(
            "MQTT broker listens on {} and, with TLS, on {}:{}",
            settings.connectUri(),
            network.address(),
            network.mqttsPort());
        return;
      } catch (IOException e) {
        retry(fresh, e);
      } catch (ExecutionException e) {
        retry(fresh, e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** The broker itself goes on when one of its two ports is taken, and says nothing. */
  private static void mustBeFree(String address, int port) throws IOException {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(address, port));
    } catch (BindException e) {
      throw new IOException(address + ":" + port + ": " + e.getMessage(), e);
    }
  }

  private void retry(EmbeddedHiveMQ failed, Throwable cause) {
    log.error(
        "MQTT 服务无法在 {} 启动，叫号不会显示到屏幕；端口是否被占用？稍后自动重试。 / The MQTT broker"
            + " cannot start on {}, calls reach no screen; is the port taken? Trying again: {}",
        settings.connectUri(),
        settings.connectUri(),
        cause.toString());
    close(failed);
    LockSupport.parkNanos(RETRY.toNanos());
  }

  private static void close(EmbeddedHiveMQ ended) {
    try {
      ended.close();
    } catch (Exception e) { // one that did not start fails again with what made it fail
      log.debug("closing the broker: {}", e.toString());
    }
  }

  @Override
  public void stop() {
    Thread starting = starter;
    starter = null;
    if (starting == null) {
      return;
    }
    LockSupport.unpark(starting);
    try {
      starting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broker != null) {
      close(broker); // with its threads, which would outlive a start that failed later
      broker = null;
    }
  }

  @Override
  public boolean isRunning() {
    return starter != null;
  }

  /** Starts before and stops after the relay. */
  @Override
  public int getPhase() {
    return 0;
  }
}
