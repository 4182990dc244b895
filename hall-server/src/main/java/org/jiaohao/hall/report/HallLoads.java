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
                + " (select coalesce(sum(q.waiting), 0) from queue_line q where q.hall = h.id) waiting,"
                + " (select count(*) from window_state w where w.hall = h.id"
                + "   and w.state in ('OPEN', 'OVERTIME')) open,"
                + " (select count(*) from hall_window w where w.hall = h.id) windows,"
                + " (select count(*) from ticket t where t.hall = h.id"
                + "   and t.business_day = (select day from business_day b where b.hall = h.id) and t.state = 'DONE') served,"
                + " (select count(*) from alert a where a.hall = h.id and a.cleared_at is null) alerts"
                + " from hall h order by h.level, h.id")
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
