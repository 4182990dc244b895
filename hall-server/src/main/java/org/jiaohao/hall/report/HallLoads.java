package org.jiaohao.hall.report;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How busy every hall is, for the county's overview. */
@Component
class HallLoads {
  private final JdbcClient sql;

  HallLoads(JdbcClient sql) {
    this.sql = sql;
  }

  /** All halls with their load, the county hall first. */
  List<HallLoad> all() {
    return sql.sql(
            "select h.id, h.name, h.name_en,"
                + " (select coalesce(sum(q.waiting), 0) from queue_waiting q where q.hall = h.id)"
                + "   waiting,"
                + " (select count(*) from window_calling w where w.hall = h.id) open,"
                + " (select count(*) from hall_windows w where w.hall = h.id) windows,"
                + " (select count(*) from queue_served s join calendar_today d"
                + "   on d.hall = s.hall and d.day = s.business_day where s.hall = h.id) served,"
                + " (select count(*) from alert_standing a where a.hall = h.id) alerts"
                + " from hall_places h order by h.level, h.id")
        .query(
            (row, n) ->
                new HallLoad(
                    row.getString("id"),
                    row.getString("name"),
                    row.getString("name_en"),
                    row.getInt("waiting"),
                    row.getInt("open"),
                    row.getInt("windows"),
                    row.getInt("served"),
                    row.getInt("alerts")))
        .list();
  }

  /**
   * A hall in the county's overview.
   *
   * @param waiting people waiting
   * @param open windows that call
   * @param windows all windows
   * @param served tickets served on the day in force
   * @param alerts open alerts
   */
  record HallLoad(
      String id,
      String name,
      String nameEn,
      int waiting,
      int open,
      int windows,
      int served,
      int alerts) {}
}
