package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.PrivateFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore that ends in the middle, and what is put into a backup. */
class RestoringTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 11, 27, 9, 0, 0, 0, ZoneId.of("Asia/Shanghai"));
  private static final Clock CLOCK = Clock.fixed(NOW.toInstant(), NOW.getZone());

  @TempDir private Path folders;
  private Path data;
  private Path backup;

  @BeforeEach
  void aHallAndABackupOfIt() throws Exception {
    data = PrivateFiles.makeFolder(folders.resolve("data"));
    try (HallFolder hall = HallFolder.hold(data)) {
      write(hall.database(), "old");
      hall.settle();
      Path copy = folders.resolve("copy.db");
      write(copy, "kept");
      backup = PrivateFiles.make(folders.resolve("backup.zip"));
      BackupArchive.write(
          backup,
          copy,
          folders,
          List.of(),
          hall.installation().orElseThrow(),
          NOW.toInstant(),
          digests(copy));
    }
  }

  private static void write(Path database, String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.execute("create table note (text text)");
      statement.execute("insert into note values ('" + text + "')");
    }
  }

  private static SortedMap<String, TableDigest> digests(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      return TableDigest.all(connection);
    }
  }

  /**
   * What was written last is beside the database. A database without it would start, and give its
   * numbers again.
   */
  @Test
  void theDatabaseIsPutAsideBeforeWhatWasWrittenLast() throws Exception {
    for (String last : List.of("hall.db-shm", "hall.db-wal")) {
      Files.writeString(data.resolve(last), last);
      Path inTheWay = data.resolve("replaced-20261127-090000").resolve(last);
      PrivateFiles.makeFolder(inTheWay);
      Files.writeString(inTheWay.resolve("x"), "x"); // it cannot be moved: as if stopped here
    }
    assertThatThrownBy(() -> Restoring.restore(backup, null, data, true, false, NOW))
        .isInstanceOf(FileSystemException.class);
    assertThat(data.resolve("hall.db")).as("no server starts from it").doesNotExist();
    assertThat(data.resolve("restoring.part")).as("what takes up space").doesNotExist();

    Restoring.restore(backup, null, data, true, false, NOW.plusSeconds(1));
    assertThat(digests(data.resolve("hall.db"))).isEqualTo(digests(folders.resolve("copy.db")));
    assertThat(data.resolve("hall.db-wal")).doesNotExist();
  }

  @Test
  void whatIsNoBackupTakesUpNoSpace() throws IOException {
    Path half = folders.resolve("half.zip");
    byte[] whole = Files.readAllBytes(backup);
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(
            () -> Restoring.restore(half, null, folders.resolve("new"), false, false, NOW))
        .isInstanceOf(BackupArchive.UnsoundException.class);
    assertThat(folders.resolve("new").resolve("restoring.part")).doesNotExist();
  }

  /** Backups in the data folder are in no backup, however the folder is reached. */
  @Test
  void noBackupHoldsBackupsOrWhatTheDiskKeepsForItself() throws Exception {
    Path link = Files.createSymbolicLink(folders.resolve("link"), data);
    Files.createDirectories(data.resolve("lost+found"));
    Files.writeString(data.resolve("lost+found").resolve("#12"), "of the file system");
    Files.writeString(data.resolve("second-factor.key"), "of the hall");
    try (HallFolder hall = HallFolder.hold(link)) {
      var settings =
          new BackupSettings(link.resolve("backups"), LocalTime.of(2, 30), Period.ofDays(30));
      new Backups(hall, settings, CLOCK, () -> {}).take(percent -> {});
      Clock later = Clock.offset(CLOCK, Duration.ofDays(1));
      var second = new Backups(hall, settings, later, () -> {}).take(percent -> {});
      assertThat(mode(data.resolve("backups"))).isEqualTo("rwx------");
      assertThat(mode(data.resolve("backups").resolve(second.file()))).isEqualTo("rw-------");
      try (var zip = new ZipFile(data.resolve("backups").resolve(second.file()).toFile())) {
        assertThat(zip.stream().map(ZipEntry::getName))
            .containsExactlyInAnyOrder("hall.db", "manifest.json");
      }
    }
  }

  /** Everybody's data are in it. */
  @Test
  void onlyTheServersUserReadsWhatWasRestored() throws Exception {
    Path to = folders.resolve("to");
    Restoring.restore(backup, null, to, false, false, NOW);
    assertThat(mode(to)).isEqualTo("rwx------");
    try (var all = Files.list(to)) {
      assertThat(all).isNotEmpty().allSatisfy(f -> assertThat(mode(f)).isEqualTo("rw-------"));
    }
  }

  /** Earlier versions wrote some files for everybody to read. */
  @Test
  void whatIsReplacedIsPrivateToo() throws Exception {
    Path notes = Files.writeString(data.resolve("audit-heads.txt"), "old");
    Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(
        data.resolve("hall.db"), PosixFilePermissions.fromString("rw-r--r--"));
    Path with = PrivateFiles.make(folders.resolve("with.zip"));
    Path copy = folders.resolve("copy.db");
    Files.writeString(folders.resolve("audit-heads.txt"), "kept");
    BackupArchive.write(
        with,
        copy,
        folders,
        List.of(Path.of("audit-heads.txt")),
        null,
        NOW.toInstant(),
        digests(copy));
    Restoring.restore(with, null, data, true, true, NOW);
    Path aside = data.resolve("replaced-20261127-090000");
    assertThat(mode(aside)).isEqualTo("rwx------");
    try (var all = Files.list(aside)) {
      assertThat(all.toList())
          .extracting(file -> file.getFileName().toString())
          .contains("hall.db", "audit-heads.txt");
    }
    for (String name : List.of("hall.db", "audit-heads.txt")) {
      assertThat(mode(aside.resolve(name))).as(name).isEqualTo("rw-------");
      assertThat(mode(data.resolve(name))).as(name).isEqualTo("rw-------");
    }
  }

  /** The list only makes gaps wider: what cannot be read of it counts. */
  @Test
  void aDamagedListOfTimesStopsNoRestore() throws Exception {
    Path times = data.resolve("restored.times");
    Files.write(times, new byte[] {(byte) 0xff, 0, 'x', '\n', '\n'});
    Restoring.restore(backup, null, data, true, false, NOW);
    assertThat(Restoring.since(data, NOW.toInstant().minusSeconds(60))).isEqualTo(2);
    Restoring.restore(backup, null, data, true, false, NOW.plusSeconds(1));
    assertThat(Restoring.since(data, NOW.toInstant().minusSeconds(60))).isEqualTo(3);
    assertThat(Restoring.since(data, NOW.toInstant())).as("the unreadable one").isEqualTo(2);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
