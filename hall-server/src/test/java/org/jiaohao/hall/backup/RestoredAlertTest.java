package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.NO_BROKER;
import static org.jiaohao.hall.RunningHall.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.event.LogEvent;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.store.EventLog;
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

  private static String words(RunningHall server, String hall, String member) {
    return server
        .get(server.demo("admin"), "/api/v1/halls/" + hall + "/alerts")
        .valueStream()
        .filter(each -> each.get("kind").asString().equals("RESTORED"))
        .map(each -> each.get(member).asString())
        .findFirst()
        .orElse("");
  }

  /** A backup from before any day began: the letters' first numbers are told all the same. */
  @Test
  void theLettersAreNamedBeforeTheFirstDrawAndTheSentencesAreWhole() throws Exception {
    start().close();
    Files.writeString(data.resolve("restored.pending"), "2026-11-27T01:00:00Z");
    try (RunningHall server = start()) {
      await("told", () -> alert(server, HALL).isPresent());
      assertThat(server.bean(BusinessDays.class).inForce(HALL)).as("no day yet").isEmpty();
      assertThat(words(server, HALL, "messageZh"))
          .contains("各字母从以下号码起：A201", "从 201 起")
          .endsWith("请先收回。");
      assertThat(words(server, HALL, "messageEn"))
          .contains("check them. Today's new numbers", "A201")
          .endsWith("take it back first.");
      assertThat(server.draw(server.demo("guide"), "a").get("number").asString()).isEqualTo("A201");
    }
  }

  /** Nothing is lost with these files that the log does not know. */
  @Test
  void damagedFilesOfARestoreStopNoStartAndSilenceNobody() throws Exception {
    start().close();
    for (String name : List.of("pending", "times")) {
      Files.write(data.resolve("restored." + name), new byte[] {(byte) 0xff, 0, 'x', '\n'});
    }
    Instant last;
    try (RunningHall server = start()) {
      await("told", () -> alert(server, HALL).isPresent());
      assertThat(data.resolve("restored.pending")).doesNotExist();
      last = lastRestore(server);
      assertThat(last)
          .as("of the last event")
          .isBetween(server.clock().instant().minusSeconds(600), server.clock().instant());
      seen(server, HALL);
    }
    for (String damage : List.of("", "half", "2026-11-27T01\nyj-c00")) {
      Files.writeString(data.resolve("restored.told"), damage);
      try (RunningHall server = start()) {
        await(
            "both again",
            () -> alert(server, HALL).isPresent() && alert(server, OTHER_HALL).isPresent());
        assertThat(lastRestore(server)).isEqualTo(last);
        seen(server, HALL);
        assertThat(alert(server, HALL)).isEmpty();
        assertThat(alert(server, OTHER_HALL)).isPresent();
      }
    }
  }

  private static Instant lastRestore(RunningHall server) {
    var restored =
        (LogEvent.Restored) server.bean(EventLog.class).restoresAfter(0).getLast().event();
    return restored.takenAt().toInstant();
  }

  @Test
  void aFileThatCannotBeReadStopsTheStartWithASentence() throws Exception {
    start().close();
    Files.createDirectories(data.resolve("restored.pending").resolve("in the way"));
    assertThatThrownBy(() -> start().close())
        .satisfies(
            failure -> {
              Throwable each = failure;
              while (each != null && !(each instanceof CannotStart)) {
                each = each.getCause();
              }
              assertThat(each).isNotNull();
              assertThat(each.getMessage())
                  .contains("无法读写", "Cannot read or write", "restored.pending");
            });
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
