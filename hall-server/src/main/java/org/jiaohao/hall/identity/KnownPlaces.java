package org.jiaohao.hall.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jiaohao.hall.identity.Place.Seen;
import org.jiaohao.hall.store.Tx;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where each account has signed in before: its usual places, see {@link SignInGuard}. */
@Component
class KnownPlaces {
  /** After this time without a sign-in a place is a strange one. */
  private static final Duration KEPT = Duration.ofDays(180);

  private static final int MOST = 20;

  private final JdbcClient sql;
  private final Clock clock;

  KnownPlaces(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** How well the account knows the place; asked for names that do not exist, too. */
  Seen seen(String username, Place place) {
    List<String> known =
        sql.sql("select place from known_place where username = ? and seen_at > ?")
            .params(username, clock.millis() - KEPT.toMillis())
            .query(String.class)
            .list();
    if (place.device() != null && known.contains("device:" + place.device())) {
      return Seen.ON_DEVICE;
    }
    return known.contains("address:" + place.address()) ? Seen.AT_ADDRESS : Seen.NEVER;
  }

  /** Somebody signed in with the account: keeps its latest places. */
  static void remember(Tx tx, String username, String place) {
    tx.sql()
        .sql(
            "insert into known_place (username, place, seen_at) values (?, ?, ?)"
                + " on conflict (username, place) do update set seen_at = excluded.seen_at")
        .params(username, place, tx.millis())
        .update();
    tx.sql()
        .sql(
            "delete from known_place where username = ? and place not in (select place from"
                + " known_place where username = ? order by seen_at desc limit ?)")
        .params(username, username, MOST)
        .update();
  }
}
