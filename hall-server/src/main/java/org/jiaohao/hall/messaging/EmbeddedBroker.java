package org.jiaohao.hall.messaging;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The MQTT 5 broker inside this program. It keeps nothing on disk: the database is the truth and
 * the relay publishes every retained view anew. It starts beside the pages, not before them.
 */
@Component
class EmbeddedBroker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

  private static final String CONFIG =
      """
      <?xml version="1.0"?>
      <hivemq>
        <listeners>
          <tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>
        </listeners>
        <persistence><mode>in-memory</mode></persistence>
        <mqtt>
          <packets><max-packet-size>70000</max-packet-size></packets>
          <keep-alive><max-keep-alive>120</max-keep-alive></keep-alive>
          <queued-messages><max-queue-size>1000</max-queue-size></queued-messages>
        </mqtt>
        <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
      </hivemq>
      """;

  private final BrokerSettings settings;
  private final BrokerAccess access;
  private final Path folder;
  private volatile EmbeddedHiveMQ broker;

  EmbeddedBroker(
      BrokerSettings settings, BrokerAccess access, @Value("${jiaohao.data}") Path data) {
    this.settings = settings;
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
      Files.writeString(
          folder.resolve("config.xml"), CONFIG.formatted(settings.port(), settings.address()));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the broker's settings to " + folder, e);
    }
    System.setProperty("hivemq.log.folder", folder.resolve("log").toString());
    broker =
        EmbeddedHiveMQ.builder()
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
            .build();
    // A thread of our own: the broker finds its classes through the context class loader.
    Thread.ofPlatform().name("broker-start").start(this::run);
  }

  private void run() {
    try {
      broker.start().join();
      log.info("MQTT broker listens on {}", settings.connectUri());
    } catch (CompletionException e) {
      log.error(
          "the MQTT broker cannot start on {}; is the port taken? Calls reach no screen",
          settings.connectUri(),
          e.getCause());
    }
  }

  @Override
  public void stop() {
    EmbeddedHiveMQ running = broker;
    broker = null;
    if (running != null) {
      running.stop().join();
    }
  }

  @Override
  public boolean isRunning() {
    return broker != null;
  }

  /** Starts before and stops after the relay. */
  @Override
  public int getPhase() {
    return 0;
  }
}
