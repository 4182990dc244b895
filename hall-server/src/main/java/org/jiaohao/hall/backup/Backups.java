package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.PrivateFiles;
import org.jiaohao.hall.store.WritePath;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.sqlite.SQLiteConnection;

/**
 * The backups of this server. One gets its name only after it was restored into a folder and every
 * row of every table and every file was found equal: what has a name is proven.
 */
@Component
class Backups {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String PREFIX = "hall-";
  private static final String SUFFIX = ".zip";
  private static final String WORK = "work.part";

  /** Copy, archive and restored copy beside each other, and as much again for what comes. */
  private static final int SPACE = 4;

  /** So many of the newest stay whatever their age: the clock that says it may be wrong. */
  private static final int LEAST_KEPT = 7;

  private final HallFolder hall;
  private final Path folder;
  private final Clock clock;
  private final Runnable inPlace;

  @Autowired
  Backups(HallFolder hall, BackupSettings settings, Clock clock, WritePath writes) {
    this(hall, settings, clock, writes::mustBeInPlace);
  }

  /**
   * The same without a server.
   *
   * @param inPlace throws when the database that is open is not the one at its path
   */
  Backups(HallFolder hall, BackupSettings settings, Clock clock, Runnable inPlace) {
    this.hall = hall;
    this.inPlace = inPlace;
    this.folder = settings.folder().toAbsolutePath().normalize();
    this.clock = clock;
  }

  /**
   * A backup that was proven.
   *
   * @param file its name
   * @param size bytes
   * @param takenAt the moment whose state it is
   * @param provenAt when its restore was compared
   */
  record Backup(String file, long size, Instant takenAt, Instant provenAt) {}

  /** Where they lie. */
  Path folder() {
    return folder;
  }

  /** All, newest first. */
  List<Backup> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> read(file).stream())
          .sorted(Comparator.comparing(Backup::takenAt).reversed())
          .toList();
    }
  }

  /** The newest; one that a wrong clock dated ahead is none until its time has come. */
  Optional<Backup> newest() throws IOException {
    Instant now = clock.instant();
    return all().stream().filter(each -> !each.takenAt().isAfter(now)).findFirst();
  }

  private Optional<Backup> read(Path file) {
    String name = file.getFileName().toString();
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    try {
      String time = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
      Instant taken = LocalDateTime.parse(time, TIME).atZone(clock.getZone()).toInstant();
      return Optional.of(
          new Backup(name, Files.size(file), taken, Files.getLastModifiedTime(file).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty(); // somebody else's file
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes a backup while everybody works, and proves it. One at a time.
   *
   * @param progress told percents
   */
  synchronized Backup take(IntConsumer progress)
      throws IOException, SQLException, BackupArchive.UnsoundException {
    inPlace.run(); // before anything is made where the data folder was
    PrivateFiles.makeFolder(folder);
    Path work = folder.resolve(WORK);
    PrivateFiles.delete(work); // of one that was stopped
    mustHaveSpace();
    PrivateFiles.makeFolder(work);
    try {
      Path files = PrivateFiles.makeFolder(work.resolve("files"));
      List<Path> others = copyFiles(files); // first: what they say of the log is in the database
      Instant now = clock.instant();
      Path copy = PrivateFiles.make(work.resolve(HallFolder.DATABASE));
      SortedMap<String, TableDigest> tables = copy(copy, progress);
      progress.accept(60);
      Path part = PrivateFiles.make(work.resolve("backup.part"));
      BackupArchive.write(part, copy, files, others, hall.installation().orElse(null), now, tables);
      PrivateFiles.sync(part);
      progress.accept(75);
      BackupArchive.extract(part, PrivateFiles.makeFolder(work.resolve("proof")));
      Path file = folder.resolve(PREFIX + TIME.format(now.atZone(clock.getZone())) + SUFFIX);
      inPlace.run(); // it is the server's database that was copied
      Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
      PrivateFiles.publish(part, file);
      progress.accept(100);
      return read(file).orElseThrow();
    } finally {
      PrivateFiles.delete(work);
    }
  }

  private List<Path> copyFiles(Path to) throws IOException {
    List<Path> others = DataFiles.of(hall.path(), folder.toRealPath());
    for (Path other : others) {
      Path copy = to.resolve(other);
      PrivateFiles.makeFolder(copy.getParent());
      Files.copy(hall.path().resolve(other), copy);
      PrivateFiles.restrict(copy);
    }
    return others;
  }

  private void mustHaveSpace() throws IOException {
    long needed = SPACE * Files.size(hall.database());
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new NoSpaceException(free, needed, folder.toString());
    }
  }

  /**
   * Copies the database by SQLite's own online backup, and reads the same state for the comparison:
   * both in one read transaction, beside which others go on writing.
   */
  private SortedMap<String, TableDigest> copy(Path to, IntConsumer progress) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + hall.database() + "?busy_timeout=3000");
        Statement statement = connection.createStatement()) {
      statement.execute("pragma query_only = true");
      connection.setAutoCommit(false);
      statement.executeQuery("select count(*) from sqlite_schema").close(); // the state begins here
      int code =
          connection
              .unwrap(SQLiteConnection.class)
              .getDatabase()
              .backup(
                  "main",
                  to.toString(),
                  (left, pages) -> progress.accept(pages == 0 ? 0 : 40 - 40 * left / pages));
      if (code != 0) {
        throw new SQLException("SQLite's backup ended with code " + code);
      }
      SortedMap<String, TableDigest> tables = TableDigest.all(connection);
      connection.rollback();
      return tables;
    }
  }

  /** Removes what a backup that was cut off has left. */
  void tidy() throws IOException {
    if (Files.isDirectory(folder)) {
      PrivateFiles.delete(folder.resolve(WORK));
    }
  }

  /** Deletes backups taken before a time, but never the newest seven. */
  void forget(Instant before) throws IOException {
    for (Backup old : all().stream().skip(LEAST_KEPT).toList()) {
      if (old.takenAt().isBefore(before)) {
        Files.delete(folder.resolve(old.file()));
      }
    }
  }
}
