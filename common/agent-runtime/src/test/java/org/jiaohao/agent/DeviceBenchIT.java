package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.device.tool.DeviceTrial.Finding;
import org.jiaohao.device.tool.Found;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench's commands and answers over a broker. */
class DeviceBenchIT {
  private static final Topics TOPICS = Topics.of("yj-c00");
  private static final String AGENT = "display-1";
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Mosquitto broker;
  private Observer server;
  private MqttHallLink link;

  @BeforeEach
  void start() throws Exception {
    broker = new Mosquitto(folder);
    server = new Observer(broker);
    link = LinkFixture.link(folder, broker.uri());
  }

  @AfterEach
  void stop() throws Exception {
    link.stop();
    server.close();
    broker.close();
    MessageSchemas.assertDocumented(server.seen());
  }

  @Test
  void theHallHearsWhatIsPluggedInAndWhatATestFound() throws Exception {
    var bench =
        new DeviceBench(
            link,
            LinkFixture.settings(folder, broker.uri()),
            () ->
                List.of(
                    new Found("/dev/ttyS0", "serial:/dev/ttyS0", "", "COM1", Optional.empty())));
    bench.add("strip-3", () -> new Finding(true, "已显示", "shown"));
    link.start();
    await().atMost(SOON).until(link::connected);
    byte[] test = Wire.JSON.writeValueAsBytes(new TestDevice("strip-3"));
    server.publishRaw(
        TOPICS.command(AGENT, "scan-devices"), "{}".getBytes(), false, correlation("c1"));
    await().atMost(SOON).until(() -> server.seen(TOPICS.reply(AGENT)).size() == 1);
    server.publishRaw(TOPICS.command(AGENT, "test-device"), test, false, correlation("c2"));
    await().atMost(SOON).until(() -> server.seen(TOPICS.reply(AGENT)).size() == 2);
    var replies = server.seen(TOPICS.reply(AGENT));
    assertThat(replies.getFirst().json().at("/found/0/path").asString()).isEqualTo("/dev/ttyS0");
    assertThat(replies.getLast().json().path("outcome").asString()).isEqualTo("DONE");
    assertThat(replies.getLast().json().path("messageEn").asString()).isEqualTo("shown");
  }

  private static MqttProperties correlation(String data) {
    MqttProperties properties = new MqttProperties();
    properties.setCorrelationData(data.getBytes(StandardCharsets.UTF_8));
    return properties;
  }
}
