package org.jiaohao.hall.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a table holds: two tables with the same digest have the same rows, value by value.
 *
 * @param rows how many
 * @param sha256 over all values of all rows, in hex
 */
record TableDigest(long rows, String sha256) {

  /** Every table of a database, those that SQLite keeps for itself included. */
  static SortedMap<String, TableDigest> all(Connection connection) throws SQLException {
    var digests = new TreeMap<String, TableDigest>();
    for (String table : tables(connection)) {
      digests.put(table, of(connection, table));
    }
    return digests;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select name from sqlite_schema where type = 'table' order by name")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private static TableDigest of(Connection connection, String table) throws SQLException {
    MessageDigest digest = newDigest();
    long rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select * from \"" + table.replace("\"", "\"\"") + "\"")) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        rows++;
        for (int i = 1; i <= columns; i++) {
          add(digest, row.getObject(i));
        }
      }
    }
    return new TableDigest(rows, HexFormat.of().formatHex(digest.digest()));
  }

  /** With kind and length, so that no two rows look alike. */
  private static void add(MessageDigest digest, Object value) {
    byte[] bytes =
        value == null
            ? new byte[0]
            : value instanceof byte[] blob
                ? blob
                : value.toString().getBytes(StandardCharsets.UTF_8);
    char kind =
        switch (value) {
          case null -> 'n';
          case byte[] blob -> 'b';
          case String text -> 't';
          case Double number -> 'd';
          default -> 'i';
        };
    digest.update((byte) kind);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
