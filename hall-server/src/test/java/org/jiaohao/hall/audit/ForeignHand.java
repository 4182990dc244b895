package org.jiaohao.hall.audit;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Somebody with the file and a program for SQLite, who changes the log behind its server's back.
 */
final class ForeignHand {
  private ForeignHand() {}

  /**
   * Takes away what keeps the log from being changed, and changes it.
   *
   * @param data folder of the server
   */
  static void behindTheServersBack(Path data, String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hall.db"));
        var sql = connection.createStatement()) {
      sql.execute("drop trigger if exists event_stays_as_written");
      sql.execute("drop trigger if exists event_goes_from_the_old_end");
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }
}
