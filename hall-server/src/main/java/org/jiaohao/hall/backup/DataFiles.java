package org.jiaohao.hall.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jiaohao.hall.store.HallFolder;

/**
 * The files of a data folder beside the database, whatever a room keeps there; keys and
 * certificates apart, since a backup must not hold a lock with its key. All but those that are made
 * again at each start. The database itself is never opened as a file: that would end the locks that
 * SQLite holds on it.
 */
final class DataFiles {
  private static final Set<String> MADE_AGAIN = Set.of("broker", "tomcat");

  /** Where the folder is a disk of its own; not even the server's user may look into it. */
  private static final String OF_THE_DISK = "lost+found";

  private static final Set<String> NOT_DATA =
      Set.of(
          HallFolder.LOCK, HallFolder.MARKER, Restoring.PENDING, Restoring.TOLD, Restoring.TIMES);

  /** Folder of the hall's certificates and their keys. */
  private static final String CERTIFICATES = "tls";

  private static final Set<String> KEYS = Set.of("key", "p12", "pfx", "jks", "pem");

  private DataFiles() {}

  /**
   * Paths in the folder that belong into a backup.
   *
   * @param backups where backups lie, maybe inside; like the folder without symbolic links
   */
  static List<Path> of(Path folder, Path backups) throws IOException {
    return all(folder, backups).stream().filter(path -> !isKey(path)).toList();
  }

  /** Paths in the folder that must not lie beside the database's copy. */
  static List<Path> keys(Path folder) throws IOException {
    return all(folder, folder.resolve("backups")).stream().filter(DataFiles::isKey).toList();
  }

  /** Whether a path is of a key, or of what goes with one. */
  static boolean isKey(Path path) {
    String name = path.getFileName().toString();
    return path.getName(0).toString().equals(CERTIFICATES)
        || KEYS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static List<Path> all(Path folder, Path backups) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            boolean skipped = each.equals(backups) || isNoData(folder.relativize(each));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path path = folder.relativize(file);
            if (attributes.isRegularFile() && !isNoData(path)) {
              found.add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found.stream().sorted().toList();
  }

  private static boolean isNoData(Path path) {
    String first = path.getName(0).toString();
    return MADE_AGAIN.contains(first)
        || NOT_DATA.contains(first)
        || first.equals(OF_THE_DISK)
        || first.startsWith(HallFolder.DATABASE)
        || first.startsWith(Restoring.REPLACED)
        || path.toString().endsWith(".part");
  }
}
