package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.NO_BROKER;
import static org.jiaohao.hall.RunningHall.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of the open database are taken away; what was acknowledged is there again with them.
 */
class DatabaseMovedTest {
  private static final String DEMO = "spring.profiles.active=demo";

  @TempDir private Path folders;

  private static HttpResponse<String> send(RunningHall hall) {
    return hall.call(hall.demo("guide"), "POST", "/api/v1/halls/" + HALL + "/tickets")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("queue", "b"))
        .send();
  }

  private static String draw(RunningHall hall) {
    HttpResponse<String> answer = send(hall);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return RunningHall.JSON.readTree(answer.body()).get("number").asString();
  }

  private static int readiness(RunningHall hall) {
    return hall.call(null, "GET", "/actuator/health/readiness").send().statusCode();
  }

  private static String alerts(RunningHall hall) {
    return hall.get(hall.demo("guide"), "/api/v1/halls/" + HALL + "/alerts").toString();
  }

  private static void refused(RunningHall hall) {
    for (int i = 0; i < Repetitions.of(6, 24); i++) {
      HttpResponse<String> answer = send(hall);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.body()).contains("放回原处", "put the files", "storage-unavailable");
    }
    await("not ready", () -> readiness(hall) == 503);
    await("the alert", () -> alerts(hall).contains("放回原处"));
  }

  private static void move(Path from, Path to, String prefix) throws IOException {
    Files.createDirectories(to);
    List<Path> all;
    try (Stream<Path> files = Files.list(from)) {
      all = files.filter(each -> each.getFileName().toString().startsWith(prefix)).toList();
    }
    for (Path each : all) {
      Files.move(each, to.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void nothingIsPromisedUntilTheyAreBackAndNothingIsLost() throws Exception {
    Path data = folders.resolve("data");
    Path moved = folders.resolve("moved");
    try (RunningHall hall = RunningHall.start(data, Ports.free(), DEMO, NO_BROKER)) {
      assertThat(draw(hall)).isEqualTo("B001");
      move(data, moved, "hall.db");
      refused(hall);
      assertThat(data.resolve("hall.db")).doesNotExist();
      move(moved, data, "hall.db");
      assertThat(draw(hall)).isEqualTo("B002");

      Path backups = data.resolve("backups");
      Files.move(data, moved, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      refused(hall);
      assertThatThrownBy(() -> hall.bean(WritePath.class).mustBeInPlace())
          .isInstanceOf(StorageException.class);
      assertThat(backups).as("nothing is made where the folder was").doesNotExist();
      Files.move(moved, data, StandardCopyOption.ATOMIC_MOVE);
      assertThat(draw(hall)).isEqualTo("B003");
      await("ready", () -> readiness(hall) == 200);
      hall.bean(AlertRounds.class).followAll();
      await("the alert ends", () -> !alerts(hall).contains("STORAGE"));

      move(data, moved, "hall.db-wal"); // what was written last, alone
      refused(hall);
      move(moved, data, "hall.db-wal");
      assertThat(draw(hall)).isEqualTo("B004");
    }
    try (RunningHall hall = RunningHall.start(data, Ports.free(), DEMO, NO_BROKER)) {
      assertThat(draw(hall)).isEqualTo("B005");
    }
  }

  /** An old copy at its place is not the database that is open. */
  @Test
  void anOldCopyIsNotMistakenForTheDatabase() throws Exception {
    Path data = folders.resolve("copied");
    Path moved = folders.resolve("aside");
    Path old = folders.resolve("old");
    try (RunningHall hall = RunningHall.start(data, Ports.free(), DEMO, NO_BROKER)) {
      draw(hall);
    }
    Files.createDirectories(old);
    Files.copy(data.resolve("hall.db"), old.resolve("hall.db"));
    try (RunningHall hall = RunningHall.start(data, Ports.free(), DEMO, NO_BROKER)) {
      assertThat(draw(hall)).isEqualTo("B002");
      Path first = Files.createDirectories(moved).resolve("hall.db");
      Files.move(data.resolve("hall.db"), first);
      Files.copy(old.resolve("hall.db"), data.resolve("hall.db"));
      refused(hall);
      Files.move(first, data.resolve("hall.db"), StandardCopyOption.REPLACE_EXISTING);
      assertThat(draw(hall)).isEqualTo("B003");
    }
  }
}
