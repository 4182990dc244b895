package org.jiaohao.hall.identity;

import java.util.Map;
import java.util.stream.Collectors;
import org.jiaohao.hall.store.Tx;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts that have a session, or had one whose end is still due; kept over a restart, see {@link
 * StaffSessions}. A program that sends its password each time is none of them.
 */
@Component
class SignedIn implements Presence {
  /** Somebody has a session from now on; an agent has no account, and nothing ends in its name. */
  static void remember(Tx tx, Actor actor) {
    tx.sql()
        .sql(
            "insert into signed_in (username, standing)"
                + " select username, :standing from account where username = :username"
                + " on conflict (username) do update set standing = excluded.standing")
        .param("standing", actor.standing())
        .param("username", actor.username())
        .update();
  }

  /** All of them, with the standing of each at the sign-in. */
  static Map<String, String> all(JdbcClient sql) {
    return sql
        .sql("select username, standing from signed_in")
        .query((row, n) -> Map.entry(row.getString("username"), row.getString("standing")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public boolean ended(Tx tx, SignedOut gone) {
    tx.sql().sql("delete from signed_in where username = ?").param(gone.username()).update();
    return false;
  }
}
