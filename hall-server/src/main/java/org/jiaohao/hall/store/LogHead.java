package org.jiaohao.hall.store;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The end of the log's chain. Noted elsewhere, it proves later that no row up to it was rewritten.
 *
 * @param seq the last row
 * @param hash its hash, which covers all rows before it
 */
public record LogHead(long seq, String hash) {
  /** The last row; where all are gone, the last that was pruned. */
  static LogHead read(JdbcClient sql) {
    return one(sql, "select seq, coalesce(hash, '') as hash from event order by seq desc limit 1")
        .or(() -> base(sql))
        .orElse(new LogHead(0, ""));
  }

  /** The last row that was pruned. */
  static Optional<LogHead> base(JdbcClient sql) {
    return one(sql, "select seq, hash from event_base");
  }

  private static Optional<LogHead> one(JdbcClient sql, String select) {
    return sql.sql(select)
        .query((row, n) -> new LogHead(row.getLong("seq"), row.getString("hash")))
        .optional();
  }
}
