package org.jiaohao.hall.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jiaohao.hall.store.StorageException.Reason;

/**
 * The files that a connection has open, by their identity. A file that is renamed, deleted or
 * replaced stays open: what is written to it then is missing at the next start, which takes what
 * lies at the path.
 */
final class OpenDatabase {
  /** The database, what was written last, and the index of that. */
  private static final String[] PARTS = {"", "-wal", "-shm"};

  private final Map<Path, Object> identities = new LinkedHashMap<>();

  private OpenDatabase() {}

  /** The files of a connection that was opened just now. */
  static OpenDatabase of(Connection connection) throws SQLException {
    var opened = new OpenDatabase();
    try (Statement statement = connection.createStatement()) {
      // read something first: else a part is not there yet
      statement.executeQuery("select count(*) from sqlite_schema").close();
      try (ResultSet row = statement.executeQuery("pragma database_list")) {
        row.next();
        String file = row.getString("file");
        for (String part : file.isEmpty() ? new String[0] : PARTS) { // empty: in memory
          Path path = Path.of(file + part);
          if (Files.exists(path)) {
            opened.identities.put(path, identity(path));
          }
        }
      }
      return opened;
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** What tells a file from another one at its path. */
  static Object identity(Path path) throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    Object key = attributes.fileKey(); // null on Windows, where no open file can be moved
    return key == null ? attributes.creationTime() : key;
  }

  /**
   * Looks whether they still lie where the next start looks for them.
   *
   * @throws StorageException {@link Reason#MOVED} when they do not
   */
  void mustBeInPlace() {
    for (Map.Entry<Path, Object> each : identities.entrySet()) {
      try {
        if (!identity(each.getKey()).equals(each.getValue())) {
          throw moved(new FileNotFoundException(each.getKey() + " is another file now"));
        }
      } catch (IOException e) {
        throw moved(e);
      }
    }
  }

  private static StorageException moved(IOException cause) {
    return new StorageException(Reason.MOVED, cause);
  }
}
