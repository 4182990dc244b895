package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The hall works while the broker cannot start, and the broker comes when it can. */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedBrokerTest {
  @TempDir Path data;

  @Test
  void aTakenPortIsToldAndTriedAgain(CapturedOutput output) throws Exception {
    int port;
    RunningHall server;
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = other.getLocalPort();
      server = RunningHall.start(data, port, "spring.profiles.active=demo");
      await("the trouble is told", () -> output.getOut().contains("端口是否被占用"));
      assertThat(server.draw(server.demo("guide"), "a").get("number").asString()).isEqualTo("A001");
    }
    try (server;
        MqttPeer screen =
            MqttPeer.connect(server.mqttUri(), server.enrol(HALL, "display-1", "DISPLAY"))) {
      screen.subscribe(Topics.of(HALL).queue("a"));
      await(
          "what happened meanwhile",
          () -> screen.last(Topics.of(HALL).queue("a")).json().get("waiting").asInt() == 1);
      assertThat(Files.readString(data.resolve("broker/config.xml")))
          .contains("<port>" + port + "</port><bind-address>127.0.0.1</bind-address>")
          .contains("<mode>in-memory</mode>");
    }
  }
}
