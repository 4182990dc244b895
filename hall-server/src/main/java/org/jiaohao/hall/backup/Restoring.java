package org.jiaohao.hall.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaohao.hall.store.Cause;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.PrivateFiles;

/**
 * Restores a backup into a data folder. Everything is unpacked and compared in a folder of its own
 * first; a stop in the middle leaves a folder that no server starts from, and the same command goes
 * on with it.
 */
final class Restoring {
  /** Says that what must not be given twice has to be skipped at the next start. */
  static final String PENDING = "restored.pending";

  /** Says until somebody in each hall has seen it that the data are from a backup. */
  static final String TOLD = "restored.told";

  /** When data were restored here, a line each, the newest last. */
  static final String TIMES = "restored.times";

  private static final int TIMES_KEPT = 50;

  /** Beginning of the name of a folder with what was there before. */
  static final String REPLACED = "replaced-";

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private Restoring() {}

  /** A hall lives in the folder. */
  static final class OccupiedException extends Exception {
    OccupiedException(Path folder) {
      super("a hall lives in " + folder);
    }
  }

  /** The file of keys is none. */
  static final class UnsoundKeysException extends Exception implements Cause.Told {
    private final Cause told;

    UnsoundKeysException(BackupArchive.UnsoundException cause) {
      super(cause);
      told = cause.told();
    }

    @Override
    public Cause told() {
      return told;
    }
  }

  /** The hall in the folder, and the one in the backup, are not of the same installation. */
  static final class ForeignException extends Exception {
    ForeignException(Path folder) {
      super("the hall in " + folder + " is another one");
    }
  }

  /**
   * Restores. A refusal leaves everything as it was.
   *
   * @param keys file of the hall's keys, or null to go on with those that are there, or new ones
   * @param replace whether a hall that lives there is put aside
   * @param foreign whether it may be another installation's
   * @param now when, for the name of what is put aside
   * @return what was restored
   */
  static Manifest restore(
      Path file, Path keys, Path to, boolean replace, boolean foreign, ZonedDateTime now)
      throws IOException,
          BackupArchive.UnsoundException,
          UnsoundKeysException,
          OccupiedException,
          ForeignException {
    Path made = firstMissing(to.toAbsolutePath().normalize());
    boolean lockThere = Files.exists(to.resolve(HallFolder.LOCK));
    boolean begun = false;
    try (HallFolder hall = HallFolder.hold(to)) {
      Path database = hall.database();
      boolean occupied = Files.exists(database) && Files.size(database) > 0;
      if (occupied && !replace) {
        throw new OccupiedException(hall.path());
      }
      Path work = hall.path().resolve(HallFolder.RESTORING);
      try {
        Manifest manifest = BackupArchive.extract(file, PrivateFiles.makeFolder(work));
        Optional<String> installation = Optional.ofNullable(manifest.installation());
        boolean lives = occupied || hall.holdsHall();
        if (lives && !foreign && !installation.equals(hall.installation())) {
          throw new ForeignException(hall.path());
        }
        if (keys != null) {
          addKeys(keys, work);
        }
        begun = true;
        // Before anything moves: from here on no new hall begins here.
        if (installation.isPresent() && !lives) {
          hall.settleAs(installation.get());
        } else {
          hall.settle();
        }
        putAside(hall, work, hall.path().resolve(REPLACED + TIME.format(now)));
        PrivateFiles.write(
            hall.path().resolve(PENDING),
            manifest.takenAt().toString().getBytes(StandardCharsets.UTF_8));
        note(hall.path().resolve(TIMES), now.toInstant());
        moveIn(work, hall.path());
        if (installation.isPresent()) {
          hall.settleAs(installation.get());
        }
        return manifest;
      } finally {
        PrivateFiles.delete(work); // also where it failed: it may be what fills the disk
      }
    } finally {
      if (!begun && made != null) {
        PrivateFiles.delete(made);
      } else if (!begun && !lockThere && Files.isDirectory(to)) {
        Files.deleteIfExists(to.resolve(HallFolder.LOCK));
      }
    }
  }

  private static void addKeys(Path keys, Path work) throws IOException, UnsoundKeysException {
    try {
      BackupArchive.extractKeys(keys, work);
    } catch (BackupArchive.UnsoundException e) {
      throw new UnsoundKeysException(e);
    }
  }

  private static void note(Path file, Instant now) throws IOException {
    List<String> times = lines(file);
    times.add(now.toString());
    List<String> kept = times.subList(Math.max(0, times.size() - TIMES_KEPT), times.size());
    PrivateFiles.write(file, String.join("\n", kept).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * How often data were restored in a folder since a moment. A line that cannot be read counts: a
   * gap that is too wide harms nobody.
   */
  static int since(Path folder, Instant moment) throws IOException {
    return (int)
        lines(folder.resolve(TIMES)).stream()
            .filter(line -> time(line).map(time -> time.isAfter(moment)).orElse(true))
            .count();
  }

  /** A time as a file of restores holds it; empty when the line is damaged. */
  static Optional<Instant> time(String line) {
    try {
      return Optional.of(Instant.parse(line.strip()));
    } catch (DateTimeParseException damaged) {
      return Optional.empty();
    }
  }

  /** The lines of a small file that are not blank, none where there is no file. */
  static List<String> lines(Path file) throws IOException {
    if (Files.isDirectory(file)) { // which the system's own failure does not name
      throw new FileSystemException(file.toString(), null, "Is a directory");
    }
    return Files.exists(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) // whatever is in it
            .lines()
            .filter(line -> !line.isBlank())
            .collect(Collectors.toCollection(ArrayList::new))
        : new ArrayList<>();
  }

  /** The highest folder that has to be made for one, or null. */
  private static Path firstMissing(Path folder) {
    Path missing = null;
    for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
      missing = each;
    }
    return missing;
  }

  /**
   * The old database, with what SQLite keeps beside it, and files that the backup has too. The
   * database first: without what was written last, which is beside it, no server may start from it.
   */
  private static void putAside(HallFolder hall, Path work, Path aside) throws IOException {
    List<Path> replaced;
    try (Stream<Path> top = Files.list(hall.path())) {
      replaced =
          top.filter(
                  each ->
                      each.getFileName().toString().startsWith(HallFolder.DATABASE)
                          || Files.exists(work.resolve(each.getFileName())))
              .sorted(Comparator.comparing(each -> !each.endsWith(HallFolder.DATABASE)))
              .toList();
    }
    if (!replaced.isEmpty()) {
      PrivateFiles.makeFolder(aside);
      for (Path each : replaced) {
        Path kept = aside.resolve(each.getFileName());
        Files.move(each, kept, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.restrict(kept); // earlier versions did not write all files so
      }
    }
  }

  /** The database last: without it nothing starts. */
  private static void moveIn(Path work, Path folder) throws IOException {
    List<Path> restored;
    try (Stream<Path> top = Files.list(work)) {
      restored = top.filter(each -> !each.endsWith(HallFolder.DATABASE)).toList();
    }
    for (Path each : restored) {
      Files.move(each, folder.resolve(each.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
    PrivateFiles.publish(work.resolve(HallFolder.DATABASE), folder.resolve(HallFolder.DATABASE));
  }

  /** The time of this machine, for names. */
  static ZonedDateTime time(java.time.Clock clock) {
    return clock.instant().atZone(ZoneId.systemDefault());
  }
}
