package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.NO_BROKER;
import static org.jiaohao.hall.RunningHall.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full: a small one in memory, which only root may mount. Elsewhere this says
 * why it did not run; {@code StorageRefusalsTest} has SQLite refuse in the same way everywhere.
 */
class RealFullDiskTest {
  private static final int MOST_DRAWS = 5000;

  @TempDir private Path folders;
  private Path disk;
  private Path junk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folders.resolve("disk"));
    junk = disk.resolve("junk");
    assumeTrue(
        ended("mount", "-t", "tmpfs", "-o", "size=40m,mode=700", "tmpfs", disk.toString()) == 0,
        "a small disk can only be mounted by root");
  }

  @AfterEach
  void unmount() throws Exception {
    ended("umount", "-l", disk.toString());
  }

  private static int ended(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      return -1; // there is no such program
    }
  }

  private RunningHall start() {
    return RunningHall.start(
        disk.resolve("data"),
        Ports.free(),
        "spring.profiles.active=demo",
        "jiaohao.storage.least-free=1KB",
        NO_BROKER);
  }

  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(junk)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }

  private static HttpResponse<String> draw(RunningHall hall, User guide) {
    return hall.call(guide, "POST", "/api/v1/halls/" + HALL + "/tickets")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("queue", "a"))
        .send();
  }

  private static String number(HttpResponse<String> drawn) {
    assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(201);
    return RunningHall.JSON.readTree(drawn.body()).get("number").asString();
  }

  private static int readiness(RunningHall hall) {
    return hall.call(null, "GET", "/actuator/health/readiness").send().statusCode();
  }

  private static String alerts(RunningHall hall) {
    return hall.get(hall.demo("guide"), "/api/v1/halls/" + HALL + "/alerts").toString();
  }

  @Test
  void whatWasGivenIsKeptWhatWasRefusedIsNotAndItGoesOnByItself() throws Exception {
    List<String> given = new ArrayList<>();
    try (RunningHall hall = start()) {
      User guide = hall.demo("guide");
      given.add(number(draw(hall, guide)));
      fill();
      HttpResponse<String> last = draw(hall, guide);
      while (last.statusCode() == 201 && given.size() < MOST_DRAWS) {
        given.add(number(last));
        last = draw(hall, guide);
      }
      assertThat(last.statusCode()).as(last.body()).isEqualTo(503);
      assertThat(last.body()).contains("disk is full").contains("磁盘空间已满");
      await("not ready", () -> readiness(hall) == 503);
      await("the alert", () -> alerts(hall).contains("磁盘已满"));
      hall.bean(BackupRounds.class).begin();
      await("its end", () -> hall.bean(BackupRounds.class).progress().isEmpty());
      assertThat(hall.bean(BackupRounds.class).failure()).isPresent();
      assertThat(disk.resolve("data").resolve("backups").resolve("work.part")).doesNotExist();

      Files.delete(junk);
      await("ready", () -> readiness(hall) == 200);
      given.add(number(draw(hall, guide)));
      await("the alert has ended", () -> !alerts(hall).contains("STORAGE"));
    }
    try (RunningHall hall = start()) {
      given.add(number(draw(hall, hall.demo("guide"))));
    }
    for (int i = 0; i < given.size(); i++) {
      assertThat(given.get(i)).isEqualTo("A%03d".formatted(i + 1));
    }
  }

  @Test
  void aRestoreThatDoesNotFitLeavesNothingAndFitsLater() throws Exception {
    Path kept = folders.resolve("kept.zip");
    try (RunningHall hall = start()) {
      number(draw(hall, hall.demo("guide")));
      hall.bean(BackupRounds.class).begin();
      await("its end", () -> hall.bean(BackupRounds.class).progress().isEmpty());
      Backups backups = hall.bean(Backups.class);
      Files.copy(backups.folder().resolve(backups.all().getFirst().file()), kept);
    }
    fill();
    Path restored = disk.resolve("restored");
    var said = new ByteArrayOutputStream();
    assertThat(restore(kept, restored, said)).as(said.toString()).isEqualTo(33);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("请检查磁盘空间", "check space");
    assertThat(restored.resolve("restoring.part")).doesNotExist();
    assertThat(restored.resolve("hall.db")).doesNotExist();
    Files.delete(junk);
    assertThat(restore(kept, restored, said)).as(said.toString()).isZero();
  }

  private static int restore(Path from, Path to, OutputStream said) {
    return RestoreCommand.run(
        List.of("restore", "--from", from.toString(), "--to", to.toString()),
        Clock.systemUTC(),
        new PrintStream(said, true, StandardCharsets.UTF_8));
  }
}
