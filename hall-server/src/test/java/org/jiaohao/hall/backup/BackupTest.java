package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.NO_BROKER;
import static org.jiaohao.hall.RunningHall.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.PrivateFiles;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Proves;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Backups while people draw, the way back, and what must not be given twice after it. */
class BackupTest {
  private static final int PEOPLE = 8;
  private static final int BEFORE = Repetitions.of(200, 20_000);

  @TempDir Path folders;

  private record Restore(int code, String said) {}

  private static Restore restore(Object... arguments) {
    var bytes = new ByteArrayOutputStream();
    var given = new ArrayList<>(List.of("restore"));
    for (Object each : arguments) {
      given.add(each.toString());
    }
    int code =
        RestoreCommand.run(
            given, Clock.systemUTC(), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Restore(code, bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  @Proves("N23")
  void aBackupUnderLoadIsRestoredRowByRowAndNumbersGoOn() throws Exception {
    Path data = folders.resolve("data");
    Path restored = folders.resolve("restored");
    Set<String> given = ConcurrentHashMap.newKeySet();
    Path file;
    try (RunningHall hall =
        RunningHall.start(data, Ports.free(), "spring.profiles.active=demo", NO_BROKER)) {
      Files.createDirectories(data.resolve("tls"));
      Files.writeString(data.resolve("tls").resolve("county.key"), "a secret");
      file = whilePeopleDraw(hall, given);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }

    holdsNoKeys(file);
    Path keys = folders.resolve("keys.zip");
    assertThat(keys("--from", data, "--to", keys).code).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rw-------");
    Restore done = restore("--from", file, "--to", restored, "--keys", keys);
    assertThat(done.said).contains("全部核对一致").contains("rows of").doesNotContain("remove-second");
    assertThat(done.code).isZero();
    assertThat(restored.resolve("tls").resolve("county.key")).hasContent("a secret");
    for (String key : List.of("tls/ca.key", "tls/ca.crt", "second-factor.key")) {
      assertThat(restored.resolve(key)).hasSameBinaryContentAs(data.resolve(key));
    }
    theLogIsTheSameUpToItsEnd(data, restored);

    try (RunningHall hall =
        RunningHall.start(restored, Ports.free(), "spring.profiles.active=demo", NO_BROKER)) {
      User guide = hall.demo("guide");
      for (String queue : List.of("a", "b")) {
        String next = hall.draw(guide, queue).get("number").asString();
        assertThat(given).as("numbers on paper").doesNotContain(next);
        assertThat(given).contains(queue.toUpperCase() + "001");
      }
      await("told that the data are from a backup", () -> alerts(hall).contains("RESTORED"));
    }
    assertThat(restore("--from", file, "--to", restored).code)
        .as("a hall lives there")
        .isEqualTo(32);
  }

  /** Whoever finds a backup does not find what opens it, or what speaks for the server. */
  private static void holdsNoKeys(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        assertThat(entry.getName()).doesNotContain("tls", ".key", ".p12");
        if (!entry.getName().endsWith(".db")) {
          assertThat(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8))
              .doesNotContain("PRIVATE KEY", "a secret");
        }
      }
    }
  }

  private static Restore keys(Object... arguments) {
    var bytes = new ByteArrayOutputStream();
    var given = new ArrayList<>(List.of("keys"));
    for (Object each : arguments) {
      given.add(each.toString());
    }
    int code = KeysCommand.run(given, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Restore(code, bytes.toString(StandardCharsets.UTF_8));
  }

  /** As long as the long run takes. */
  private static void awaitLong(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(Duration.ofMinutes(15)).until(condition);
  }

  /** Draws until a backup that began meanwhile is proven; returns its file. */
  private static Path whilePeopleDraw(RunningHall hall, Set<String> given) throws Exception {
    User guide = hall.demo("guide");
    User admin = hall.demo("admin");
    hall.draw(guide, "a");
    var working = new AtomicBoolean(true);
    try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
      List<? extends Future<?>> all =
          IntStream.range(0, PEOPLE)
              .mapToObj(
                  i ->
                      people.submit(
                          () -> {
                            while (working.get()) {
                              JsonNode drawn = hall.draw(guide, i % 2 == 0 ? "a" : "b");
                              given.add(drawn.get("number").asString());
                            }
                          }))
              .toList();
      try {
        awaitLong("a full database", () -> given.size() >= BEFORE);
        hall.call(admin, "POST", "/api/v1/backups")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .expect(202);
        int before = given.size();
        awaitLong("proven", () -> !overview(hall).get("backups").isEmpty());
        assertThat(given.size()).as("people drew meanwhile").isGreaterThan(before);
      } finally {
        working.set(false);
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    given.add("A001"); // drawn before the others
    JsonNode proven = overview(hall).get("backups").get(0);
    User auditor = hall.account(null, Role.AUDITOR);
    assertThat(hall.get(auditor, "/api/v1/audit?actor=" + admin.username()).toString())
        .as("who asked")
        .contains("log-backup-asked");
    var browser = new StaffBrowser(hall);
    browser.signIn(admin);
    assertThat(browser.get("/admin/backups").body())
        .contains(proven.get("file").asString())
        .contains(proven.get("provenAt").asString().substring(11, 19));
    return hall.data().resolve("backups").resolve(proven.get("file").asString());
  }

  private static JsonNode overview(RunningHall hall) {
    return hall.get(hall.demo("admin"), "/api/v1/backups");
  }

  private static String alerts(RunningHall hall) {
    return hall.get(hall.demo("guide"), "/api/v1/halls/" + HALL + "/alerts").toString();
  }

  /** By SQL alone, beside the comparison that the restore does itself. */
  private static void theLogIsTheSameUpToItsEnd(Path data, Path restored) throws SQLException {
    try (Connection live = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hall.db"));
        Statement statement = live.createStatement()) {
      statement.execute("attach '" + restored.resolve("hall.db") + "' as restored");
      long last = number(statement, "select max(seq) from restored.event");
      assertThat(number(statement, "select max(seq) from main.event")).isGreaterThan(last);
      String live1 = "select * from main.event where seq <= " + last;
      String copy = "select * from restored.event";
      for (String difference : List.of(live1 + " except " + copy, copy + " except " + live1)) {
        assertThat(number(statement, "select count(*) from (" + difference + ")")).isZero();
      }
      String drawn = "select count(*) from restored.event where type = 'ticket-drawn'";
      assertThat(number(statement, "select count(*) from restored.ticket"))
          .as("tickets and their events belong together")
          .isEqualTo(number(statement, drawn))
          .isGreaterThanOrEqualTo(BEFORE);
    }
  }

  private static long number(Statement statement, String select) throws SQLException {
    try (ResultSet row = statement.executeQuery(select)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void whatIsNoWholeBackupChangesNothing() throws IOException {
    Path empty = folders.resolve("empty");
    Path text = Files.writeString(folders.resolve("text.zip"), "no backup");
    for (Path wrong : List.of(text, folders.resolve("missing.zip"))) {
      Restore refused = restore("--from", wrong, "--to", empty);
      assertThat(refused.said).contains("不可用").contains("cannot be used").doesNotContain("\tat ");
      assertThat(refused.code).isEqualTo(31);
      assertThat(empty).as("nothing is left").doesNotExist();
    }
    assertThat(restore("--from", text).code).as("usage").isEqualTo(30);
    Restore folder = restore("--from", folders, "--to", empty);
    assertThat(folder.said).contains("是文件夹").contains("is a folder").doesNotContain("空间");
    assertThat(folder.code).isEqualTo(31);
    assertThat(empty).doesNotExist();
  }

  /** What was unpacked has the hall's data, and with a key file the keys, too. */
  @Test
  void aRefusedOrKilledRestoreLeavesNothing() throws Exception {
    Path data = folders.resolve("source");
    Path file = folders.resolve("sound.zip");
    Path keys = folders.resolve("sound-keys.zip");
    try (RunningHall hall = RunningHall.start(data, Ports.free(), NO_BROKER)) {
      Files.copy(take(hall), file);
      Path work = Files.createDirectories(data.resolve("backups").resolve("work.part"));
      Files.writeString(work.resolve("hall.db"), "of a backup that was killed");
    }
    Files.createDirectories(data.resolve(HallFolder.RESTORING).resolve("tls"));
    Files.writeString(data.resolve(HallFolder.RESTORING).resolve("tls").resolve("ca.key"), "key");
    try (RunningHall hall = RunningHall.start(data, Ports.free(), NO_BROKER)) {
      assertThat(data.resolve(HallFolder.RESTORING)).as("of a restore").doesNotExist();
      assertThat(data.resolve("backups").resolve("work.part")).doesNotExist();
    }
    keys("--from", data, "--to", keys);
    Path there = Files.createDirectories(folders.resolve("there"));
    byte[] whole = Files.readAllBytes(file);
    Path broken = folders.resolve("broken.zip");
    for (int percent : new int[] {20, 60, 95, 99}) {
      Files.write(broken, Arrays.copyOf(whole, whole.length * percent / 100));
      assertThat(restore("--from", broken, "--to", there).code).isEqualTo(31);
      assertThat(there).isEmptyDirectory();
    }
    assertThat(restore("--from", file, "--to", there, "--keys", file).code)
        .as("a backup is no key file")
        .isEqualTo(31);
    assertThat(there).isEmptyDirectory();
    Restore without = restore("--from", file, "--to", there);
    assertThat(without.code).isZero();
    assertThat(without.said).contains("重新注册", "enrolled again", "恢复码", "recovery code");
    try (RunningHall hall = RunningHall.start(there, Ports.free(), NO_BROKER)) {
      assertThat(there.resolve("tls").resolve("ca.key")).as("new ones").exists();
    }
    assertThat(restore("--from", file, "--to", data, "--replace").said)
        .as("the keys stay where they are")
        .doesNotContain("重新注册");
    assertThat(data.resolve("tls").resolve("ca.key")).exists();
  }

  @Test
  void aDamagedHallIsReplacedAndKeptAndAFailedBackupIsTold() throws Exception {
    Path data = folders.resolve("damaged");
    Path file;
    try (RunningHall hall =
        RunningHall.start(data, Ports.free(), "spring.profiles.active=demo", NO_BROKER)) {
      hall.draw(hall.demo("guide"), "a");
      file = folders.resolve("kept.zip");
      Files.copy(take(hall), file);
      Path backups = data.resolve("backups");
      PrivateFiles.delete(backups);
      Files.writeString(backups, "in the way");
      hall.bean(BackupRounds.class).begin();
      await("the failure is told", () -> alerts(hall).contains("备份失败"));
      Files.delete(backups);
      take(hall);
      hall.bean(AlertRounds.class).followAll();
      await("the alert ends", () -> !alerts(hall).contains("备份失败"));
    }
    byte[] damaged = "damaged".repeat(1000).getBytes(StandardCharsets.UTF_8);
    Files.write(data.resolve("hall.db"), damaged);
    assertThat(restore("--from", file, "--to", data).code).isEqualTo(32);
    assertThat(restore("--from", file, "--to", data, "--replace").code).isZero();
    try (var all = Files.list(data)) {
      Path aside =
          all.filter(each -> each.getFileName().toString().startsWith("replaced-"))
              .findFirst()
              .orElseThrow();
      assertThat(aside.resolve("hall.db")).hasBinaryContent(damaged);
    }
    try (RunningHall hall =
        RunningHall.start(data, Ports.free(), "spring.profiles.active=demo", NO_BROKER)) {
      assertThat(hall.draw(hall.demo("guide"), "a").get("number").asString())
          .isNotEqualTo("A001")
          .isNotEqualTo("A002");
    }
  }

  private static Path take(RunningHall hall) throws IOException {
    BackupRounds rounds = hall.bean(BackupRounds.class);
    assertThat(rounds.begin()).isTrue();
    await("its end", () -> rounds.progress().isEmpty());
    assertThat(rounds.failure()).isEmpty();
    Backups backups = hall.bean(Backups.class);
    return backups.folder().resolve(backups.all().getFirst().file());
  }
}
