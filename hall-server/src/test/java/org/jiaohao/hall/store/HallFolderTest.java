package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.NO_BROKER;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiaohao.hall.HallServer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start does with a data folder that is not as the last run left it. */
class HallFolderTest {
  @TempDir private static Path folders;
  private static Path sound;

  @BeforeAll
  static void aHallHasLived() throws IOException {
    sound = folders.resolve("sound");
    try (RunningHall hall = RunningHall.start(sound, Ports.free(), NO_BROKER)) {
      for (String file : new String[] {"hall.db", "hall.db-wal", "hall.db-shm", "hall.lock"}) {
        assertThat(permissions(sound.resolve(file))).as(file).isEqualTo("rw-------");
      }
      assertThat(permissions(sound)).isEqualTo("rwx------");
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** A program that was started, and what it said. */
  private record Ended(int code, String said) {}

  private static Ended start(Path folder) throws Exception {
    return start(folder, NO_BROKER);
  }

  private static Ended start(Path folder, String broker) throws Exception {
    Process program = program(folder, broker, "-Djava.io.tmpdir=" + folders);
    try (Stream<String> lines = program.inputReader().lines()) {
      String said = String.join("\n", lines.toList());
      assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return new Ended(program.exitValue(), said);
    } finally {
      program.destroyForcibly();
    }
  }

  private static Process program(Path folder, String broker, String flag) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            flag,
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            HallServer.class.getName(),
            "--jiaohao.data=" + folder,
            "--server.port=0",
            "--jiaohao.network.https-port=0",
            "--jiaohao.network.phone-port=0",
            "--jiaohao.network.mqtts-port=" + Ports.free(),
            "--" + broker)
        .redirectErrorStream(true)
        .start();
  }

  private static Path copy() throws IOException {
    Path copy = Files.createTempDirectory(folders, "hall");
    for (String file : new String[] {HallFolder.DATABASE, HallFolder.MARKER}) {
      Files.copy(sound.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private static void refused(Path folder, int code, String... says) throws Exception {
    refused(start(folder), folder, code, says);
  }

  private static void refused(Ended ended, Path folder, int code, String... says) {
    assertThat(ended.said).contains(says).doesNotContain("\tat ", "Exception");
    assertThat(
            ended
                .said
                .lines()
                .filter(line -> line.contains(folder.toString()) && !line.contains(" WARN ")))
        .as("a sentence of each language in %s", ended.said)
        .hasSize(2);
    assertThat(ended.code).isEqualTo(code);
  }

  @Test
  void textInsteadOfTheDatabase() throws Exception {
    Path hall = copy();
    Files.writeString(hall.resolve("hall.db"), "not a database\n".repeat(500));
    refused(hall, 24, "已损坏", "is damaged", "restore --from");
  }

  @Test
  void aDatabaseCutInHalf() throws Exception {
    Path hall = copy();
    byte[] whole = Files.readAllBytes(hall.resolve("hall.db"));
    Files.write(hall.resolve("hall.db"), Arrays.copyOf(whole, whole.length / 2));
    refused(hall, 24, "已损坏", "is damaged", "restore --from");
  }

  @Test
  void aQuarterOverwritten() throws Exception {
    Path hall = copy();
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    byte[] bytes = Files.readAllBytes(hall.resolve("hall.db"));
    byte[] noise = new byte[bytes.length / 4];
    random.nextBytes(noise);
    System.arraycopy(noise, 0, bytes, random.nextInt(bytes.length - noise.length), noise.length);
    Files.write(hall.resolve("hall.db"), bytes);
    refused(hall, 24, "已损坏", "is damaged", "restore --from");
  }

  @Test
  void anEmptyFileAndNoneAtAllBeginNoNewHall() throws Exception {
    Path hall = copy();
    Files.write(hall.resolve("hall.db"), new byte[0]);
    refused(hall, 23, "是空的", "is empty", "restore --from", "hall.marker");
    Files.delete(hall.resolve("hall.db"));
    refused(hall, 22, "已丢失", "is gone", "restore --from", "hall.marker");
    assertThat(hall.resolve("hall.db")).as("a new hall").doesNotExist();
  }

  @Test
  void theDatabaseOfANewerProgramAndOneOfAnotherProgram() throws Exception {
    Path hall = copy();
    execute(
        hall,
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " values (9999, '9999', 'new', 'SQL', 'V9999__new.sql', 'x', 1, 1)");
    refused(hall, 25, "更新版本", "newer version");

    Path other = Files.createTempDirectory(folders, "other");
    execute(other, "create table something (id integer)");
    refused(other, 26, "不是大厅的数据库", "is not a hall's database");
  }

  private static void execute(Path folder, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("hall.db"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aSecondServerOnOneFolder() throws Exception {
    Path hall = copy();
    try (HallFolder first = HallFolder.hold(hall)) {
      refused(hall, 21, "正在使用", "Another server uses");
      assertThatThrownBy(() -> HallFolder.hold(first.path())).as("in one process, too");
      refused(hall, 21, "正在使用", "Another server uses");
    }
  }

  /** To delete its lock file, and the marker too, lets nobody in; the server takes it again. */
  @Test
  void aSecondServerAfterTheLockFileWasDeleted() throws Exception {
    Path hall = Files.createTempDirectory(folders, "two");
    try (RunningHall first = RunningHall.start(hall, Ports.free(), NO_BROKER)) {
      StoreHealth health = first.bean(StoreHealth.class);
      assertThat(hall.resolve(HallFolder.LOCK)).content().contains("请不要删除", "starts no second");
      Files.delete(hall.resolve(HallFolder.LOCK));
      Files.delete(hall.resolve(HallFolder.MARKER));
      refused(hall, 21, "正在使用", "Another server uses", "hall.lock");
      Files.deleteIfExists(hall.resolve(HallFolder.LOCK));
      RunningHall.await(
          "the lock file is back",
          () -> health.trouble().isEmpty() && Files.exists(hall.resolve(HallFolder.LOCK)));
      refused(hall, 21, "正在使用", "Another server uses");
      assertThat(health.trouble()).isEmpty();
    }
    HallFolder.hold(hall).close();
  }

  @Test
  void aFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(folders.resolve("file"));
    refused(file.resolve("hall"), 20, "请检查磁盘", "check disk");
  }

  /** Folders of the data that the server makes by itself, where a file of that name lies. */
  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "broker", "tls"})
  void aFileWhereAFolderBelongs(String name) throws Exception {
    Path hall = copy();
    Files.createFile(hall.resolve(name));
    Ended ended = start(hall, "jiaohao.mqtt.port=" + Ports.free());
    refused(ended, hall, 1, "无法读写 " + hall.resolve(name), "nor a file where a folder should");
  }

  /** Halls whose power is cut each evening would fill the system's temporary folder. */
  @Test
  void aKilledServerLeavesNothingOutsideOfItsFolder() throws Exception {
    Path hall = copy();
    Path temporary = Files.createTempDirectory(folders, "tmp");
    for (int start = 0; start < 2; start++) {
      Process program = program(hall, NO_BROKER, "-Djava.io.tmpdir=" + temporary);
      try (Stream<String> lines = program.inputReader().lines()) {
        assertThat(lines.anyMatch(line -> line.contains("Started HallServer"))).isTrue();
      } finally {
        program.destroyForcibly().waitFor();
      }
    }
    assertThat(temporary).isEmptyDirectory();
    try (Stream<Path> libraries = Files.list(hall.resolve("native"))) {
      assertThat(libraries.filter(file -> !file.toString().endsWith(".lck"))).hasSize(1);
    }
  }

  /** A start takes no longer than it may, and what it did not come to is found by the backup. */
  @Test
  void aLargeDatabaseIsLookedThroughAsFarAsTimeAllows() throws Exception {
    Path hall = copy();
    execute(
        hall,
        "create table large as with recursive n(i) as (select 1 union all select i + 1 from n"
            + " where i < 100000) select i, hex(randomblob(250)) as text from n");
    Path database = hall.resolve("hall.db");
    long size = Files.size(database);
    try (var file = FileChannel.open(database, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(40_000), size - size / 8 / 4096 * 4096);
    }
    assertThatThrownBy(() -> new DatabaseCheck(hall, database).run(1000, true))
        .isInstanceOf(FolderRefused.class);
    new DatabaseCheck(hall, database, Duration.ofMillis(1)).run(1000, true);
  }

  /** The first start was stopped when the file was made and its tables were not. */
  @Test
  void whatTheFirstStartBeganIsGoneOnWith() throws Exception {
    Path begun = Files.createTempDirectory(folders, "begun");
    Files.createFile(begun.resolve("hall.db"));
    HallFolder.open(begun, 1).close();
    assertThat(begun.resolve("hall.db")).exists();
  }
}
