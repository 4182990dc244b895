package org.jiaohao.hall.queue;

import java.util.Optional;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Tx;
import tools.jackson.databind.json.JsonMapper;

/** First answers by {@code Idempotency-Key}, stored in the transaction that made them. */
final class Idempotency {
  private record Answer(String fingerprint, String result) {}

  private Idempotency() {}

  static Optional<Ticket> find(
      Tx tx, JsonMapper json, String actor, String key, String fingerprint) {
    return tx.sql()
        .sql("select fingerprint, result from idempotency where actor = ? and key = ?")
        .params(actor, key)
        .query((row, n) -> new Answer(row.getString(1), row.getString(2)))
        .optional()
        .map(
            answer -> {
              if (!answer.fingerprint.equals(fingerprint)) {
                throw new Problem(
                    422,
                    "idempotency-key-reused",
                    "This Idempotency-Key was used for another request. Use a new key.",
                    "该幂等键已用于其他请求，请使用新的幂等键。");
              }
              return json.readValue(answer.result, Ticket.class);
            });
  }

  static void store(
      Tx tx, JsonMapper json, String actor, String key, String fingerprint, Ticket answer) {
    tx.sql()
        .sql("insert into idempotency (actor, key, fingerprint, result, at) values (?, ?, ?, ?, ?)")
        .params(actor, key, fingerprint, json.writeValueAsString(answer), tx.millis())
        .update();
  }

  /** Forgets answers older than the given time, epoch milliseconds. */
  static void purge(Tx tx, long before) {
    tx.sql().sql("delete from idempotency where at < ?").param(before).update();
  }
}
