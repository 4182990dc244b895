package org.jiaohao.hall.store;

import java.util.Collection;
import java.util.OptionalLong;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.LogEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the log itself says of the notes of its end ({@link LogEvent.Noted}): whoever empties the
 * file would have to rewrite the log, too. Notes of before a restore lie with what was replaced;
 * those that an auditor gave up are expected no longer.
 */
public final class LogNotes {
  private LogNotes() {}

  /**
   * How many notes there should be and are not.
   *
   * @param noted positions that were found in the file
   */
  public static int gone(JdbcClient sql, Collection<Long> noted) {
    return (int)
        sql
            .sql(
                "select data from event where hall = ? and type = ? and seq > (select"
                    + " coalesce(max(seq), 0) from event where hall = ? and type in (?, ?))")
            .params(
                EventQuery.NO_HALL,
                HallEvent.typeOf(LogEvent.Noted.class),
                EventQuery.NO_HALL,
                HallEvent.typeOf(LogEvent.Restored.class),
                HallEvent.typeOf(LogEvent.NotesGivenUp.class))
            .query(String.class)
            .list()
            .stream()
            .map(LogRow::last) // a row that says nothing was changed, which the chain tells
            .flatMapToLong(OptionalLong::stream)
            .filter(last -> !noted.contains(last))
            .count();
  }

  /** Whether a note is of a row that the log has, or had before it was pruned. */
  public static boolean fits(Tx tx, long seq, String hash) {
    return tx.sql()
        .sql(
            "select exists (select 1 from event where seq = ? and hash = ?)"
                + " or exists (select 1 from event_base where seq >= ?)")
        .params(seq, hash, seq)
        .query(Boolean.class)
        .single();
  }
}
