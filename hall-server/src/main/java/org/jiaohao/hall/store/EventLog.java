package org.jiaohao.hall.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the event log. */
@Component
public class EventLog {
  private final JdbcClient sql;

  EventLog(JdbcClient sql) {
    this.sql = sql;
  }

  /** Events of all halls after {@code seq}, oldest first, at most {@code limit}. */
  public List<StoredEvent> after(long seq, int limit) {
    return sql.sql("select * from event where seq > ? order by seq limit ?")
        .params(seq, limit)
        .query((row, n) -> read(row))
        .list();
  }

  /** Events of one hall after {@code seq}, oldest first, at most {@code limit}. */
  public List<StoredEvent> after(String hall, long seq, int limit) {
    return sql.sql("select * from event where hall = ? and seq > ? order by seq limit ?")
        .params(hall, seq, limit)
        .query((row, n) -> read(row))
        .list();
  }

  /** Events about one subject, oldest first. */
  public List<StoredEvent> of(String hall, String subject) {
    return sql.sql("select * from event where hall = ? and subject = ? order by seq")
        .params(hall, subject)
        .query((row, n) -> read(row))
        .list();
  }

  /** Highest {@code seq} so far, 0 when the log is empty. */
  public long last() {
    return sql.sql("select coalesce(max(seq), 0) from event").query(Long.class).single();
  }

  private static StoredEvent read(java.sql.ResultSet row) throws java.sql.SQLException {
    return new StoredEvent(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("hall"),
        row.getString("type"),
        row.getString("subject"),
        row.getString("actor"),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("data"));
  }
}
