package org.jiaohao.hall.store;

import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each reader of the event log has come. */
@Component
public class Cursors {
  private final JdbcClient sql;
  private final WritePath writes;

  Cursors(JdbcClient sql, WritePath writes) {
    this.sql = sql;
    this.writes = writes;
  }

  /** The last {@code seq} a reader stored, empty when it never did. */
  public OptionalLong of(String reader) {
    return sql
        .sql("select seq from relay_cursor where name = ?")
        .param(reader)
        .query(Long.class)
        .list()
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /**
   * Stores how far a reader has come.
   *
   * @throws StorageException when it could not be stored
   */
  public void store(String reader, long seq) {
    writes.run(
        tx -> {
          store(tx, reader, seq);
          return null;
        });
  }

  /** The same within a command, so that what was read and how far is stored together. */
  public static void store(Tx tx, String reader, long seq) {
    tx.sql()
        .sql(
            "insert into relay_cursor (name, seq) values (?, ?)"
                + " on conflict (name) do update set seq = excluded.seq")
        .params(reader, seq)
        .update();
  }
}
