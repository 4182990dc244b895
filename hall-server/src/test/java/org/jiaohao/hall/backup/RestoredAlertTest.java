package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.NO_BROKER;
import static org.jiaohao.hall.RunningHall.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** After a restore each hall is told, until somebody there has seen it. */
class RestoredAlertTest {
  private static final String OTHER_HALL = "yj-t01";

  @TempDir private Path data;

  private RunningHall start() {
    return RunningHall.start(data, Ports.free(), "spring.profiles.active=demo", NO_BROKER);
  }

  private static Optional<String> alert(RunningHall server, String hall) {
    for (JsonNode each :
        server
            .get(server.demo("admin"), "/api/v1/halls/" + hall + "/alerts")
            .valueStream()
            .toList()) {
      if (each.get("kind").asString().equals("RESTORED")) {
        return Optional.of(each.get("id").asString());
      }
    }
    return Optional.empty();
  }

  private static void seen(RunningHall server, String hall) {
    String id = alert(server, hall).orElseThrow();
    server
        .call(server.demo("admin"), "POST", "/api/v1/halls/" + hall + "/alerts/" + id + "/clear")
        .expect(204);
    server.bean(AlertRounds.class).followAll();
  }

  @Test
  void whoSeesItInOneHallSilencesNoOther() throws Exception {
    start().close(); // halls are there now
    Files.writeString(data.resolve("restored.pending"), "2026-11-27T01:00:00Z");
    try (RunningHall server = start()) {
      await("both are told", () -> alert(server, OTHER_HALL).isPresent());
      assertThat(data.resolve("restored.pending")).doesNotExist();
      seen(server, HALL);
      assertThat(alert(server, HALL)).isEmpty();
      assertThat(alert(server, OTHER_HALL)).isPresent();
    }
    try (RunningHall server = start()) {
      await("still told", () -> alert(server, OTHER_HALL).isPresent());
      assertThat(alert(server, HALL)).isEmpty();
      seen(server, OTHER_HALL);
      assertThat(alert(server, OTHER_HALL)).isEmpty();
    }
  }
}
