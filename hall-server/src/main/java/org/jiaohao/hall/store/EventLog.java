package org.jiaohao.hall.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.LogEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the event log. */
@Component
public class EventLog {
  private static final Logger log = LoggerFactory.getLogger(EventLog.class);

  /** Before there was such a program: an earlier time is that of a wrong clock. */
  private static final long EARLIEST = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

  /** More than a log ever gained between a backup and its restore. */
  private static final long LEAST_GAP = 1_000_000_000;

  private final JdbcClient sql;
  private final RecentEvents recent;
  private final JsonMapper json;

  EventLog(JdbcClient sql, RecentEvents recent, JsonMapper json) {
    this.sql = sql;
    this.recent = recent;
    this.json =
        json.rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();
  }

  /** Events of all halls after {@code seq}, oldest first, at most {@code limit}. */
  public List<StoredEvent> after(long seq, int limit) {
    return recent.after(seq, limit).orElseGet(() -> read(seq, limit));
  }

  private List<StoredEvent> read(long seq, int limit) {
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

  /**
   * Events about one subject after {@code seq}, oldest first. All events of the hall after that are
   * read for it.
   */
  public List<StoredEvent> of(String hall, String subject, long seq) {
    return sql.sql("select * from event where hall = ? and subject = ? and seq > ? order by seq")
        .params(hall, subject, seq)
        .query((row, n) -> read(row))
        .list();
  }

  /** Events that match, newest first, at most {@code limit}. */
  public List<LogRow> search(EventQuery asked, int limit) {
    return asked
        .bind(sql, "select * from event", " order by seq desc limit " + limit)
        .query((row, n) -> LogRow.read(row))
        .list();
  }

  /** Events that match and come after {@code seq}, oldest first, at most {@code limit}. */
  public List<LogRow> matching(EventQuery asked, long seq, int limit) {
    return asked
        .bind(
            sql,
            "select * from (select * from event where seq > " + seq + ") later",
            " order by seq limit " + limit)
        .query((row, n) -> LogRow.read(row))
        .list();
  }

  /** How many events match. */
  public long count(EventQuery asked) {
    return asked.bind(sql, "select count(*) from event", "").query(Long.class).single();
  }

  /** The last row: its position and its hash. */
  public LogHead head() {
    return LogHead.read(sql);
  }

  /**
   * Deletes rows from the old end, as far as all of them are older than {@code before}; the first
   * that stays is then chained on what {@link LogEvent.Pruned} says. A row whose time cannot be
   * right, from a first start in 1970, is as old as the next one whose time can.
   *
   * @param before epoch milliseconds
   * @param most rows at most
   * @return how many
   */
  public static int prune(Tx tx, long before, int most, String actor) {
    List<LogRow> old =
        tx
            .sql()
            .sql("select * from event order by seq limit ?")
            .param(most)
            .query((row, n) -> LogRow.read(row))
            .list()
            .stream()
            .takeWhile(row -> row.at() < before)
            .toList();
    if (old.isEmpty() || !isOld(tx, old.getLast(), before)) {
      return 0;
    }
    LogRow last = old.getLast();
    tx.append(EventQuery.NO_HALL, new LogEvent.Pruned(old.size(), last.seq(), last.hash()), actor);
    tx.sql()
        .sql("update event_base set seq = ?, hash = ?")
        .params(last.seq(), last.hash())
        .update();
    tx.sql().sql("delete from event where seq <= ?").param(last.seq()).update();
    return old.size();
  }

  private static boolean isOld(Tx tx, LogRow row, long before) {
    if (row.at() >= EARLIEST) {
      return true;
    }
    return tx.sql()
        .sql("select at from event where seq > ? and at >= ? order by seq limit 1")
        .params(row.seq(), EARLIEST)
        .query(Long.class)
        .optional()
        .filter(next -> next < before)
        .isPresent();
  }

  /**
   * The data were restored from a backup: what the log held behind it is lost, and readers have
   * read it. The log goes on behind a gap, so that a cursor from before the restore names no row
   * for good. Milliseconds since 1970 give later restores places behind earlier ones, even where
   * the backup knows of none: nobody writes a thousand events a second for long.
   *
   * @param takenAt when the backup was taken
   * @param times how often within a day, this time included
   */
  public static void restored(Tx tx, OffsetDateTime takenAt, int times, String actor) {
    long last = tx.lastSeq();
    tx.skipTo(Math.max(last + LEAST_GAP, tx.millis()));
    tx.append(EventQuery.NO_HALL, new LogEvent.Restored(takenAt, last, times), actor);
  }

  /**
   * Where a reader goes on whose cursor names a place that this log does not have, since the data
   * were restored or belong to another server meanwhile; empty when the cursor is good. What comes
   * behind that place is new to the reader, or known to it by the event's id.
   *
   * @param cursor the last {@code seq} that was read
   */
  public OptionalLong readAgainFrom(long cursor) {
    List<StoredEvent> next = read(cursor, 1);
    if (next.isEmpty() && cursor > head().seq()) {
      List<StoredEvent> restores = restoresAfter(0);
      return OptionalLong.of(restores.isEmpty() ? 0 : lastBefore(restores.getLast()));
    }
    return next.stream().mapToLong(EventLog::lastBefore).filter(last -> cursor > last).findFirst();
  }

  /** The last event that a restore brought back; for other events a place that nobody is behind. */
  private static long lastBefore(StoredEvent event) {
    return event.event() instanceof LogEvent.Restored restored ? restored.last() : Long.MAX_VALUE;
  }

  /** The restores ({@link LogEvent.Restored}) since a place in the log, oldest first. */
  public List<StoredEvent> restoresAfter(long seq) {
    return sql.sql("select * from event where hall = ? and seq > ? and type = ? order by seq")
        .params(EventQuery.NO_HALL, seq, HallEvent.typeOf(LogEvent.Restored.class))
        .query((row, n) -> read(row))
        .list();
  }

  /** Time of the oldest event that can be right, epoch milliseconds; empty when there is none. */
  public OptionalLong oldest() {
    return sql
        .sql("select at from event where at >= ? order by seq limit 1")
        .param(EARLIEST)
        .query(Long.class)
        .list()
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** Time of the last event; empty when there is none. */
  public Optional<Instant> lastTime() {
    return sql
        .sql("select at from event order by seq desc limit 1")
        .query(Long.class)
        .list()
        .stream()
        .map(Instant::ofEpochMilli)
        .findFirst();
  }

  /** Highest {@code seq} so far, 0 when the log is empty. */
  public long last() {
    return sql.sql("select coalesce(max(seq), 0) from event").query(Long.class).single();
  }

  private StoredEvent read(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("hall"),
        event(row.getString("type"), row.getString("subject"), row.getString("data")),
        row.getString("actor"),
        Instant.ofEpochMilli(row.getLong("at")));
  }

  /** What another version wrote and this one cannot read, is unknown; the log is read on. */
  private HallEvent event(String type, String subject, String data) {
    Class<? extends HallEvent> kind = HallEvent.kinds().get(type);
    if (kind == null) {
      return new HallEvent.Unknown(type, subject);
    }
    try {
      return json.readValue(data, kind);
    } catch (JacksonException e) {
      log.warn("an event {} of another version is not understood: {}", type, e.getMessage());
      return new HallEvent.Unknown(type, subject);
    }
  }
}
