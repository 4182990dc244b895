package org.jiaohao.agent;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A link to a real broker, and what the hall sees of it. */
abstract class LinkSuite {
  static final Topics TOPICS = Topics.of("yj-c00");
  static final String AGENT = "display-1";
  static final String STATE = TOPICS.agentState(AGENT);
  static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  Mosquitto broker;
  Observer server;
  MqttHallLink link;

  @BeforeEach
  void start() throws Exception {
    broker = new Mosquitto(folder);
    server = new Observer(broker);
    link = LinkFixture.link(folder, broker.uri());
  }

  @AfterEach
  void stop() throws Exception {
    if (link.isRunning()) {
      link.stop();
    }
    server.close();
    broker.close();
    MessageSchemas.assertDocumented(server.seen());
  }

  void startAndConnect() {
    link.start();
    await().atMost(SOON).until(link::connected);
  }

  String state() {
    Observer.Seen last = server.last(STATE);
    return last == null ? null : last.json().path("state").asString();
  }

  static DeviceReport report(DeviceReport.State state) {
    return new DeviceReport("strip-3", state, List.of(), OffsetDateTime.now(), null, null, null);
  }
}
