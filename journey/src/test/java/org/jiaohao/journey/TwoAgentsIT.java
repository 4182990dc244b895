package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The disk of a display PC was copied for a second one: both run with one agent id. */
@ExtendWith(SharedHall.class)
class TwoAgentsIT {
  private static final String ID = "display-copied";
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @Test
  void theHallIsToldThatTwoProgramsUseOneId(HallProcesses shared) throws IOException {
    ServerProcess server = shared.server();
    Http technician = server.as("technician");
    Path first = Files.createDirectory(shared.folder().resolve(ID));
    Path second = Files.createDirectory(shared.folder().resolve(ID + "-again"));
    try (Guard guard = Guard.start()) {
      RunningProgram one = start(server, first, server.enrolmentCode(ID, "DISPLAY"), guard);
      Wait.until(
          DEADLINE, () -> stateOf(technician).equals("READY"), () -> "no agent; see " + one.log());
      copy(first, second);
      RunningProgram other = start(server, second, "", guard);
      Wait.until(
          DEADLINE,
          () -> alerts(technician).contains("AGENT_TWICE"),
          () -> "no alert, but " + alerts(technician) + "; see " + other.log());
      other.stop();
      assertThat(alerts(technician)).contains("AGENT_TWICE");
      one.stop();
    }
  }

  private static RunningProgram start(ServerProcess server, Path folder, String code, Guard guard) {
    return RunningProgram.start(
        folder.getFileName().toString(),
        Program.DISPLAY_AGENT.command(
            TestHall.root(),
            List.of(
                "--server.port=" + Ports.free(),
                "--jiaohao.server=" + server.url(),
                "--jiaohao.hall=" + ServerProcess.HALL,
                "--jiaohao.agent.id=" + ID,
                "--jiaohao.data=" + folder)),
        Map.of("JIAOHAO_ENROLMENT_CODE", code),
        folder.resolve("agent.log"),
        guard);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static String stateOf(Http technician) {
    for (JsonNode agent : technician.get("/api/v1/halls/" + ServerProcess.HALL + "/agents")) {
      if (agent.get("id").asString().equals(ID)) {
        return agent.get("state").asString();
      }
    }
    return "";
  }

  private static List<String> alerts(Http technician) {
    var kinds = new ArrayList<String>();
    for (JsonNode alert : technician.get("/api/v1/halls/" + ServerProcess.HALL + "/alerts")) {
      if (alert.get("subject").asString().equals(ID)) {
        kinds.add(alert.get("kind").asString());
      }
    }
    return kinds;
  }
}
