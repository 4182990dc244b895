package org.jiaohao.hall.publicity;

import java.time.Clock;
import java.util.List;
import org.jiaohao.contract.event.AnnouncementEvent;
import org.jiaohao.hall.store.Cursors;
import org.jiaohao.hall.store.WritePath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Says when an announcement's time begins or ends (R019), also for what began or ended while the
 * server was off. How far it has come stands in the cursor, in epoch milliseconds.
 */
@Component
class AnnouncementRounds {
  private static final String CURSOR = "announcement-times";

  private final JdbcClient sql;
  private final WritePath writes;
  private final Cursors cursors;
  private final Clock clock;

  AnnouncementRounds(JdbcClient sql, WritePath writes, Cursors cursors, Clock clock) {
    this.sql = sql;
    this.writes = writes;
    this.cursors = cursors;
    this.clock = clock;
  }

  private record Edge(String hall, String id, boolean began) {
    AnnouncementEvent event() {
      return began ? new AnnouncementEvent.Began(id) : new AnnouncementEvent.Ended(id);
    }
  }

  /** Appends the events of announcements that began or ended since the last look. */
  @Scheduled(fixedDelay = 1000)
  synchronized void appendEdges() {
    long now = clock.millis();
    long stored = cursors.of(CURSOR).orElse(Long.MAX_VALUE);
    // The first look ever, or the clock was ahead then: what is over before now is not said again.
    long from = Math.min(stored, now);
    List<Edge> edges =
        sql.sql(
                "select hall, id, 1 from announcement"
                    + " where valid_from > :from and valid_from <= :now union all"
                    + " select hall, id, 0 from announcement"
                    + " where valid_until > :from and valid_until <= :now")
            .param("from", from)
            .param("now", now)
            .query((row, n) -> new Edge(row.getString(1), row.getString(2), row.getBoolean(3)))
            .list();
    if (edges.isEmpty() && from == stored) {
      return;
    }
    writes.run(
        tx -> {
          edges.forEach(edge -> tx.append(edge.hall, edge.event(), "server"));
          Cursors.store(tx, CURSOR, now);
          return null;
        });
  }
}
