package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.NO_BROKER;
import static org.jiaohao.hall.RunningHall.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.hall.HallImport;
import org.jiaohao.hall.store.ChainCheck;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.LogHead;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What people and programs remember of the time that a restore has lost. */
class AfterRestoreTest {
  private static final String EVENTS = "/api/v1/halls/" + HALL + "/events?wait=0&limit=1000&after=";

  @TempDir Path folders;

  private static RunningHall start(Path data) {
    return RunningHall.start(data, Ports.free(), "spring.profiles.active=demo", NO_BROKER);
  }

  private record Said(int code, String text) {}

  private static Said restore(Path from, Path to, String... more) {
    var bytes = new ByteArrayOutputStream();
    var given = new ArrayList<>(List.of("restore", "--from", from + "", "--to", to + ""));
    given.addAll(List.of(more));
    int code =
        RestoreCommand.run(
            given, Clock.systemUTC(), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Said(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private Path backup(RunningHall hall, String name) throws IOException {
    BackupRounds rounds = hall.bean(BackupRounds.class);
    assertThat(rounds.begin()).isTrue();
    await("its end", () -> rounds.progress().isEmpty());
    assertThat(rounds.failure()).isEmpty();
    Backups backups = hall.bean(Backups.class);
    Path file = backups.folder().resolve(backups.all().getFirst().file());
    return Files.copy(file, folders.resolve(name));
  }

  private static String draw(RunningHall hall, String queue) {
    return hall.draw(hall.demo("guide"), queue).get("number").asString();
  }

  /** Sets up the letter W at window 22, which the shipped data do not have. */
  private static void addTheLetterW(RunningHall hall) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (String name : List.of("halls.csv", "queues.csv", "windows.csv", "service-items.csv")) {
      String text =
          new ClassPathResource("data/" + name).getContentAsString(StandardCharsets.UTF_8);
      if (name.equals("queues.csv")) {
        text = text.strip() + "\ncounty,W,新业务,New business\n";
      } else if (name.equals("windows.csv")) {
        text = text.replaceFirst("(?m)^(YJ-C00,22,.*?),L,", "$1,L|W,");
      }
      files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(hall.bean(HallImport.class).run(files, "test").errors()).isEmpty();
  }

  @Test
  @Proves({"N23", "R069"})
  void readersAreToldFromWhereToReadAgainAndNoNumberOfTheDayComesTwice() throws Exception {
    Path data = folders.resolve("data");
    Path file;
    Set<String> given = new HashSet<>();
    LogHead lost;
    try (RunningHall hall = start(data)) {
      given.add(draw(hall, "a"));
      file = backup(hall, "kept.zip");
      addTheLetterW(hall);
      for (int i = 0; i < 5; i++) {
        given.addAll(List.of(draw(hall, "a"), draw(hall, "w")));
      }
      assertThat(given).contains("A001", "A006", "W001", "W005");
      lost = hall.bean(EventLog.class).head();
    }
    assertThat(restore(file, data, "--replace").code).isZero();
    try (RunningHall hall = start(data)) {
      readersGoOn(hall, lost);
      addTheLetterW(hall);
      for (String queue : List.of("a", "a", "w", "w")) {
        assertThat(given.add(draw(hall, queue))).as("a number on paper").isTrue();
      }
      await("the words", () -> restoredAlert(hall).contains("A202"));
      assertThat(restoredAlert(hall))
          .contains("从 201 起", "set up since the restore from 201", "停用的账号", "shut out");
    }
    assertThat(restore(file, data, "--replace").code).as("once more").isZero();
    try (RunningHall hall = start(data)) {
      addTheLetterW(hall);
      for (String queue : List.of("a", "w")) {
        assertThat(given.add(draw(hall, queue))).as("a number of the first restore").isTrue();
      }
      JsonNode problem =
          hall.call(hall.demo("admin"), "GET", EVENTS + (lost.seq() + 1)).expect(409);
      assertThat(problem.get("after").asLong()).isLessThan(lost.seq());
    }
  }

  private static void readersGoOn(RunningHall hall, LogHead lost) {
    User reader = hall.demo("admin");
    JsonNode problem = hall.call(reader, "GET", EVENTS + lost.seq()).expect(409);
    assertThat(problem.get("type").asString()).isEqualTo("urn:jiaohao:problem:log-restored");
    long again = problem.get("after").asLong();
    assertThat(problem.get("detail").asString()).contains("after=" + again);
    assertThat(problem.get("detailZh").asString()).contains("备份", "after=" + again);
    HttpResponse<String> stream =
        hall.call(reader, "GET", EVENTS + 0)
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", String.valueOf(lost.seq()))
            .send();
    assertThat(stream.statusCode()).isEqualTo(409);
    assertThat(stream.body()).contains("log-restored");
    hall.call(reader, "GET", EVENTS + Long.MAX_VALUE).expect(409);

    String number = draw(hall, "a");
    JsonNode news = hall.get(reader, EVENTS + again);
    assertThat(news.toString()).contains(number);
    for (JsonNode event : news) {
      assertThat(event.get("seq").asLong()).as("no place twice").isGreaterThan(lost.seq());
    }
    long last = hall.bean(EventLog.class).last();
    assertThat(hall.get(reader, EVENTS + last)) // what the hall does by itself meanwhile
        .allSatisfy(event -> assertThat(event.get("seq").asLong()).isGreaterThan(last));
    hall.call(reader, "GET", EVENTS + lost.seq()).expect(409);

    JdbcClient sql = hall.bean(JdbcClient.class);
    assertThat(ChainCheck.run(sql, Map.of()).faults()).isEmpty();
    assertThat(ChainCheck.run(sql, Map.of(lost.seq(), lost.hash())).faults())
        .as("what was noted of a lost row")
        .containsExactly(new ChainCheck.Fault(ChainCheck.Kind.MISSING, lost.seq(), lost.seq()));
  }

  private static String restoredAlert(RunningHall hall) {
    for (JsonNode each : hall.get(hall.demo("guide"), "/api/v1/halls/" + HALL + "/alerts")) {
      if (each.get("kind").asString().equals("RESTORED")) {
        return each.toString();
      }
    }
    return "";
  }

  @Test
  void anotherInstallationsBackupTakesNoHallsPlaceUnasked() throws Exception {
    Path ours = folders.resolve("ours");
    Path theirs = folders.resolve("theirs");
    Path own;
    Path foreign;
    try (RunningHall hall = start(ours)) {
      draw(hall, "a");
      own = backup(hall, "own.zip");
    }
    try (RunningHall hall = start(theirs)) {
      foreign = backup(hall, "foreign.zip");
    }
    byte[] before = Files.readAllBytes(ours.resolve("hall.db"));
    Said refused = restore(foreign, ours, "--replace");
    assertThat(refused.code).isEqualTo(34);
    assertThat(refused.text).contains("不是", "--foreign", "is no backup of the hall that lives in");
    assertThat(refused.text.lines()).hasSize(2);
    assertThat(ours.resolve("hall.db")).hasBinaryContent(before);
    try (var all = Files.list(ours)) {
      assertThat(all.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.startsWith("replaced-") || name.startsWith("restor"));
    }
    Files.delete(ours.resolve("hall.db"));
    assertThat(restore(foreign, ours).code).as("its database is lost").isEqualTo(34);
    assertThat(restore(own, ours).code).isZero();
    assertThat(restore(foreign, ours, "--replace", "--foreign").code).isZero();
    assertThat(restore(own, ours, "--replace").code).as("now theirs lives there").isEqualTo(34);
    assertThat(restore(foreign, ours, "--replace").code).isZero();
    assertThat(restore(own, folders.resolve("new")).code).isZero();
    assertThat(restore(own, folders.resolve("new"), "--replace").code).isZero();
  }
}
