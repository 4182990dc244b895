package org.jiaohao.hall.identity;

import java.util.List;
import org.jiaohao.hall.store.Tx;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What {@link SignInGuard} counts, on the disk, so that no restart ends a lock (N16). */
@Component
class FailedSignIns {
  /** What was tried. */
  enum Kind {
    /** Passwords from one place. */
    PASSWORD,
    /** Codes of the second factor. */
    CODE,
    /** Passwords from all places together that the account does not know. */
    STRANGE
  }

  /**
   * Failures in a row.
   *
   * @param place as {@link Place#countedAs} says, or {@link #STRANGE}
   * @param failures how many; none when it begins anew
   * @param last when the last of them was, epoch milliseconds
   */
  record Count(Kind kind, String username, String place, int failures, long last) {}

  /** All places together that an account does not know. */
  static final String STRANGE = "strange";

  private final JdbcClient sql;

  FailedSignIns(JdbcClient sql) {
    this.sql = sql;
  }

  /** All that is kept. */
  List<Count> kept() {
    return sql.sql("select kind, username, place, failures, last_at as last from failed_sign_in")
        .query(Count.class)
        .list();
  }

  /**
   * Keeps counts; those of names that no account has are left out, since people type passwords
   * there.
   */
  static void keep(Tx tx, List<Count> counts) {
    long now = tx.millis();
    tx.sql()
        .sql("delete from failed_sign_in where last_at < ? or last_at > ?")
        .params(now - SignInGuard.FORGOTTEN.toMillis(), now)
        .update();
    counts.forEach(count -> keep(tx, count));
  }

  private static void keep(Tx tx, Count count) {
    if (count.failures == 0) {
      tx.sql()
          .sql("delete from failed_sign_in where kind = ? and username = ? and place = ?")
          .params(count.kind.name(), count.username, count.place)
          .update();
    } else {
      tx.sql()
          .sql(
              "insert into failed_sign_in (kind, username, place, failures, last_at)"
                  + " select ?, username, ?, ?, ? from account where username = ?"
                  + " on conflict (kind, username, place) do update"
                  + " set failures = excluded.failures, last_at = excluded.last_at"
                  // of two tries at the same moment, the first may come second
                  + " where (excluded.last_at, excluded.failures) > (last_at, failures)")
          .params(count.kind.name(), count.place, count.failures, count.last, count.username)
          .update();
    }
  }
}
