package org.jiaohao.hall.store;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** First answers by {@code Idempotency-Key}, kept for three days. */
@Component
public class Idempotency {
  private static final Duration KEPT = Duration.ofDays(3);
  private static final int FORGOTTEN_AT_ONCE = 500;

  private final JdbcClient sql;
  private final WritePath writes;

  Idempotency(JdbcClient sql, WritePath writes) {
    this.sql = sql;
    this.writes = writes;
  }

  /**
   * An answer as it was sent.
   *
   * @param status HTTP status
   * @param type media type, empty without a body
   * @param body text of the body, may be empty
   */
  public record Answer(int status, String type, String body) {}

  /** An answer and the object it was written from. */
  record Written(Object from, Answer answer) {}

  /**
   * What is known of a key.
   *
   * @param fingerprint of the request it was used for; empty fits every request
   * @param answer the first answer, empty when it was lost
   */
  public record Known(String fingerprint, Optional<Answer> answer) {}

  /** The key was used before, and another request has just carried out its command. */
  public static final class RepeatedException extends RuntimeException {
    RepeatedException() {
      super("the command of this Idempotency-Key was carried out before", null, false, false);
    }
  }

  /** What is known of a key, if it was used. */
  public Optional<Known> find(CommandKey key) {
    return sql.sql(
            "select fingerprint, status, type, result from idempotency"
                + " where actor = ? and key = ?")
        .params(key.actor(), key.key())
        .query(
            (row, n) -> {
              int status = row.getInt("status");
              Optional<Answer> answer =
                  row.wasNull()
                      ? Optional.empty()
                      : Optional.of(
                          new Answer(status, row.getString("type"), row.getString("result")));
              return new Known(row.getString("fingerprint"), answer);
            })
        .optional();
  }

  /** Stores the answer of a request whose command was carried out. */
  public void store(CommandKey key, Answer answer) {
    writes.run(
        tx -> {
          answer(tx, key, answer);
          return null;
        });
  }

  /** Takes the key, with the answer unless that is null. */
  static void claim(Tx tx, CommandKey key, Answer answer) {
    int added =
        tx.sql()
            .sql(
                "insert into idempotency (actor, key, fingerprint, at, status, type, result)"
                    + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
            .params(key.actor(), key.key(), key.fingerprint(), tx.millis())
            .params(
                answer == null ? null : answer.status(),
                answer == null ? null : answer.type(),
                answer == null ? "" : answer.body())
            .update();
    if (added == 0) {
      throw new RepeatedException();
    }
  }

  static void answer(Tx tx, CommandKey key, Answer answer) {
    tx.sql()
        .sql(
            "update idempotency set status = :status, type = :type, result = :body"
                + " where actor = :actor and key = :key")
        .param("status", answer.status())
        .param("type", answer.type())
        .param("body", answer.body())
        .param("actor", key.actor())
        .param("key", key.key())
        .update();
  }

  /** In steps, each a command of its own: there may be many. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
  void forgetOld() {
    int forgotten = FORGOTTEN_AT_ONCE;
    while (forgotten == FORGOTTEN_AT_ONCE) {
      forgotten =
          writes.run(
              tx ->
                  tx.sql()
                      .sql(
                          "delete from idempotency where (actor, key) in"
                              + " (select actor, key from idempotency where at < ? limit ?)")
                      .params(tx.now().minus(KEPT).toEpochMilli(), FORGOTTEN_AT_ONCE)
                      .update());
    }
  }
}
