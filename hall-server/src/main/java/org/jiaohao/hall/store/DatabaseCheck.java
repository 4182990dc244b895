package org.jiaohao.hall.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jiaohao.hall.store.FolderRefused.Why;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;
import org.sqlite.core.DB;

/**
 * Looks through a database before anybody works with it, as far as it comes in the time a start may
 * take: some gigabytes. The rest is left to the backup of the day, whose proof reads every page.
 */
final class DatabaseCheck {
  private static final Logger log = LoggerFactory.getLogger(DatabaseCheck.class);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int INTERRUPTED = 9; // SQLITE_INTERRUPT
  private static final String HISTORY = "flyway_schema_history";

  private final Path folder;
  private final Path file;
  private final Duration longest;

  DatabaseCheck(Path folder, Path file) {
    this(folder, file, LONGEST);
  }

  DatabaseCheck(Path folder, Path file, Duration longest) {
    this.folder = folder;
    this.file = file;
    this.longest = longest;
  }

  /**
   * Reads the pages of a database that is not empty.
   *
   * @param schema the newest schema this program knows
   * @param known whether a hall lived here before
   * @throws FolderRefused when it is no hall's, damaged, or of a newer program
   */
  void run(int schema, boolean known) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 3000");
      if (!sound(connection, statement)) {
        throw refused(Why.DAMAGED, null);
      }
      int tables = number(statement, "select count(*) from sqlite_schema where type = 'table'");
      if (tables == 0 && !known) {
        return; // the first start was stopped before it made any
      }
      String history = "select count(*) from sqlite_schema where name = '" + HISTORY + "'";
      if (number(statement, history) == 0) {
        throw refused(tables == 0 ? Why.EMPTY : Why.FOREIGN, null);
      }
      String newest = "select coalesce(max(cast(version as integer)), 0) from " + HISTORY;
      if (number(statement, newest) > schema) {
        throw refused(Why.NEWER, null);
      }
    } catch (SQLException e) {
      throw refused(why(e), e);
    }
  }

  /**
   * Whether another program has a database open, whatever became of its lock file: in exclusive
   * mode SQLite wants the lock that each open connection shares (WAL,
   * https://www.sqlite.org/wal.html). Waits some seconds for a short command.
   */
  static boolean openElsewhere(Path file) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + file + "?open_mode=2&busy_timeout=3000");
        Statement statement = connection.createStatement()) {
      statement.execute("pragma locking_mode = exclusive");
      statement.executeQuery("select count(*) from sqlite_schema").close();
      return false;
    } catch (SQLException e) { // any other failure is said by the check itself
      return StorageException.reasonOf(e).filter(StorageException.Reason.BUSY::equals).isPresent();
    }
  }

  private boolean sound(Connection connection, Statement statement) throws SQLException {
    var patience = new Patience(connection.unwrap(SQLiteConnection.class).getDatabase());
    var timer = new Timer("database-check", true);
    // again and again: an interrupt between two statements is lost
    timer.schedule(patience, longest.toMillis(), Math.max(1, longest.toMillis() / 10));
    try {
      return text(statement, "pragma quick_check(1)").equals("ok");
    } catch (SQLiteException e) {
      if (e.getResultCode().code != INTERRUPTED) {
        throw e;
      }
      log.warn("the database is large; the first {} of its check found nothing", longest);
      return true;
    } finally {
      patience.end();
      timer.cancel();
    }
  }

  /** Interrupts what a database is doing, until it is ended. */
  private static final class Patience extends TimerTask {
    private final DB database;
    private boolean ended;

    Patience(DB database) {
      this.database = database;
    }

    @Override
    public synchronized void run() {
      try {
        if (!ended) {
          database.interrupt();
        }
      } catch (SQLException e) {
        log.warn("the check of the database cannot be interrupted: {}", e.toString());
      }
    }

    synchronized void end() {
      ended = true;
    }
  }

  private static Why why(SQLException failure) {
    return StorageException.reasonOf(failure)
        .map(
            reason ->
                switch (reason) {
                  case DAMAGED -> Why.DAMAGED;
                  case BUSY -> Why.IN_USE;
                  default -> Why.NO_FOLDER;
                })
        .orElse(Why.DAMAGED);
  }

  private FolderRefused refused(Why why, Exception cause) {
    return new FolderRefused(why, folder, cause);
  }

  private static String text(Statement statement, String select) throws SQLException {
    try (ResultSet row = statement.executeQuery(select)) {
      row.next();
      return row.getString(1);
    }
  }

  private static int number(Statement statement, String select) throws SQLException {
    try (ResultSet row = statement.executeQuery(select)) {
      row.next();
      return row.getInt(1);
    }
  }
}
