package org.jiaohao.hall.store;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.contract.event.HallEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What a command may do inside its transaction. Lives only as long as the command runs. */
public final class Tx {
  private final JdbcClient sql;
  private final JsonMapper json;
  private final Ids ids;
  private final Instant now;
  private final CommandKey key; // of the request, or null
  private final ChainEnd chain;
  private final Source source;
  private final String clock; // what the time was taken from
  private Idempotency.Written written; // the answer of the request, or null
  private final List<StoredEvent> appended = new ArrayList<>();
  private final List<Object> moments = new ArrayList<>();

  Tx(
      JdbcClient sql,
      JsonMapper json,
      Ids ids,
      Clock clock,
      CommandKey key,
      ChainEnd chain,
      Source source) {
    this.key = key;
    this.chain = chain;
    this.source = source;
    this.sql = sql;
    this.json = json;
    this.ids = ids;
    this.now = clock.instant();
    this.clock = clock instanceof HallClock own ? own.source() : "unknown";
  }

  /** Statements in this transaction; they see the writes of this command. */
  public JdbcClient sql() {
    return sql;
  }

  /** Server time of the command. */
  public Instant now() {
    return now;
  }

  /** {@link #now()} as stored in columns. */
  public long millis() {
    return now.toEpochMilli();
  }

  /**
   * Appends an event to the log.
   *
   * @param hall hall id
   * @param event what happened; no personal data
   * @param actor user name, {@code hall/agent}, or {@code server}
   * @return the stored event with its id and {@code seq}
   */
  public StoredEvent append(String hall, HallEvent event, String actor) {
    LogRow row =
        chain.append(
            new LogRow(
                0,
                ids.event(),
                hall,
                event.type(),
                event.subject(),
                actor,
                millis(),
                json.writeValueAsString(event),
                source.name(),
                clock,
                null));
    var stored =
        new StoredEvent(
            row.seq(), row.id(), hall, event, actor, Instant.ofEpochMilli(row.at())); // as read
    appended.add(stored);
    return stored;
  }

  /** The next event gets this {@code seq}. */
  void skipTo(long seq) {
    chain.skipTo(seq);
  }

  /** Highest {@code seq} of the log so far, this command's events included; 0 when it is empty. */
  public long lastSeq() {
    return sql.sql("select coalesce(max(seq), 0) from event").query(Long.class).single();
  }

  /**
   * Keeps the answer of the request with the command itself, so that a repeat gets it even when the
   * machine stops before it is sent. Without an {@code Idempotency-Key} there is nothing to keep.
   *
   * @param status HTTP status
   * @param body written as JSON
   */
  public void answer(int status, Object body) {
    if (key != null) {
      written =
          new Idempotency.Written(
              body,
              new Idempotency.Answer(status, "application/json", json.writeValueAsString(body)));
    }
  }

  /** Ends the command: its key, and its answer where there is one, become part of it. */
  void end() {
    if (key != null) {
      key.store(this, written == null ? null : written.answer());
    }
  }

  Idempotency.Written written() {
    return written;
  }

  /**
   * Publishes a Spring event once this command is durable and before it returns, on the write
   * thread. It is about this moment only: what must survive a crash is an event of the log.
   */
  public void publish(Object moment) {
    moments.add(moment);
  }

  List<Object> moments() {
    return moments;
  }

  List<StoredEvent> events() {
    return appended;
  }
}
