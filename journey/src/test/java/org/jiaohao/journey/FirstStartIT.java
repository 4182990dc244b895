package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.Test;

/**
 * A hall server whose first start fails says why in one place and ends: whoever watches it sees.
 */
class FirstStartIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @Test
  void aServerWhoseHallDataIsWrongEnds() throws IOException {
    Path folder = TestHall.folder(FirstStartIT.class);
    Path data = Files.createDirectory(folder.resolve("my hall 大厅"));
    Path sample = TestHall.root().resolve("hall-server/src/main/resources/data");
    for (String name : List.of("halls.csv", "windows.csv", "service-items.csv")) {
      Files.copy(sample.resolve(name), data.resolve(name));
    }
    Path windows = data.resolve("windows.csv");
    Files.writeString(windows, Files.readString(windows).replaceFirst("YJ-C00,3,", "YJ-C99,3,"));

    try (Guard guard = Guard.start()) {
      RunningProgram server =
          RunningProgram.start(
              "The hall server",
              Program.HALL_SERVER.command(
                  TestHall.root(),
                  List.of(
                      "--server.port=0",
                      "--jiaohao.network.https-port=0",
                      "--jiaohao.network.phone-port=0",
                      "--jiaohao.network.mqtts-port=" + Ports.free(),
                      "--jiaohao.mqtt.port=" + Ports.free(),
                      "--jiaohao.data=" + folder.resolve("data"),
                      "--jiaohao.import=" + data)),
              Map.of(),
              folder.resolve("server.log"),
              guard);
      Wait.until(DEADLINE, () -> !server.alive(), () -> "it goes on; see " + server.log());
    }
    assertThat(Files.readString(folder.resolve("server.log")))
        .contains("windows.csv line 5", "MQTT broker listens")
        .containsOnlyOnce("the hall data in " + data + " has errors");
  }
}
