package org.jiaohao.hall.publicity;

import java.time.Clock;
import java.util.List;
import org.jiaohao.contract.event.AnnouncementEvent;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What time changes about announcements, and whether each hall may publish at all. */
@Component
class NoticeRounds {
  private final JdbcClient sql;
  private final WritePath writes;
  private final Halls halls;
  private final Playlist playlist;
  private final Alerts alerts;
  private final Clock clock;
  private long seenUntil;

  NoticeRounds(
      JdbcClient sql,
      WritePath writes,
      Halls halls,
      Playlist playlist,
      Alerts alerts,
      Clock clock) {
    this.sql = sql;
    this.writes = writes;
    this.halls = halls;
    this.playlist = playlist;
    this.alerts = alerts;
    this.clock = clock;
    this.seenUntil = clock.millis();
  }

  private record Edge(String hall, String id, boolean began) {}

  /** Tells of announcements that began or ended since the last look (R019). */
  @Scheduled(fixedDelay = 1000)
  void tellEdges() {
    long from = seenUntil;
    long now = clock.millis();
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
    if (!edges.isEmpty()) {
      writes.run(
          tx -> {
            edges.forEach(edge -> tell(tx, edge));
            return null;
          });
    }
    seenUntil = now;
  }

  private static void tell(Tx tx, Edge edge) {
    tx.append(
        edge.hall,
        edge.began ? new AnnouncementEvent.Began(edge.id) : new AnnouncementEvent.Ended(edge.id),
        "server");
  }

  /** A hall without complaint phone publishes nothing, and staff learns of it (R023). */
  @Scheduled(fixedDelay = 10_000)
  void checkPhones() {
    for (String hall : halls.ids()) {
      if (playlist.ready(hall)) {
        alerts.clear(hall, "COMPLAINT_PHONE", hall);
      } else {
        alerts.raise(
            hall,
            "COMPLAINT_PHONE",
            hall,
            "未设置投诉电话，滚动屏停止更新。请在大厅设置中填写投诉电话。",
            "The complaint phone is missing, so rolling screens are not updated. Enter it in the"
                + " hall's settings.");
      }
    }
  }
}
