package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProgramTest {
  @TempDir Path folder;

  @Test
  void aProgramThatEndedIsNamedWithItsLogAndLastWords() {
    Path log = folder.resolve("broken.log");
    try (Guard guard = Guard.start()) {
      RunningProgram program =
          RunningProgram.start(
              "broken",
              List.of("sh", "-c", "echo \"no paper in $SLOT\"; exit 3"),
              Map.of("SLOT", "slot 1"),
              log,
              guard);

      Wait.until(Duration.ofSeconds(5), () -> !program.alive(), () -> "still running");

      assertThatThrownBy(program::requireAlive)
          .isInstanceOf(JourneyException.class)
          .hasMessageContaining("broken ended with status 3")
          .hasMessageContaining(log.toString())
          .hasMessageEndingWith("no paper in slot 1");
    }
  }

  @Test
  void aProgramHasStartedWhenItSaidSoInThisRun() {
    Path log = folder.resolve("program.log");
    List<String> command =
        List.of(
            "sh",
            "-c",
            "if [ -e $0 ]; then sleep 600; fi; touch $0; echo process running for 3; sleep 600",
            folder.resolve("second").toString());
    try (Guard guard = Guard.start()) {
      RunningProgram first = RunningProgram.start("program", command, Map.of(), log, guard);
      Wait.until(Duration.ofSeconds(20), first::started, () -> "it said so");
      first.kill();
      RunningProgram second = RunningProgram.start("program", command, Map.of(), log, guard);
      assertThat(second.started()).as("the first one said that").isFalse();
      second.kill();
    }
  }

  @Test
  void aProgramThatWasKilledIsStartedAgainUnlessItWasStopped() {
    List<String> said = new ArrayList<>();
    try (Guard guard = Guard.start()) {
      RunningProgram program =
          RunningProgram.start(
              "sleeper", List.of("sleep", "600"), Map.of(), folder.resolve("sleeper.log"), guard);
      for (int life = 1; life < RunningProgram.SHORT_LIVES; life++) {
        killFromOutside(program);
        program.revive(said::add);
        assertThat(program.alive()).isTrue();
      }
      killFromOutside(program);
      assertThatThrownBy(() -> program.revive(said::add))
          .as("its lives are too short")
          .isInstanceOf(JourneyException.class);
      program.startedLongAgo();
      program.revive(said::add);
      assertThat(program.alive()).isTrue();
      assertThat(said)
          .hasSize(RunningProgram.SHORT_LIVES)
          .allSatisfy(line -> assertThat(line).contains("sleeper ended with status 137"));
      killFromOutside(program);
      program.revive(said::add);
      assertThat(program.alive()).as("a long life forgives the short ones").isTrue();

      program.startedLongAgo();
      program.stop();
      program.revive(said::add);
      assertThat(program.alive()).isFalse();
    }
  }

  private static void killFromOutside(RunningProgram program) {
    ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();
    Wait.until(Duration.ofSeconds(5), () -> !program.alive(), () -> "still running");
  }

  @Test
  void aProgramThatDoesNotListenToStopIsKilled() {
    try (Guard guard = Guard.start()) {
      RunningProgram program =
          RunningProgram.start(
              "sleeper", List.of("sleep", "600"), Map.of(), folder.resolve("sleeper.log"), guard);
      program.requireAlive();

      program.kill();

      assertThat(program.alive()).isFalse();
    }
  }
}
