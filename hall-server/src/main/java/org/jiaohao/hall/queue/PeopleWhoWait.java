package org.jiaohao.hall.queue;

import org.jiaohao.hall.hall.WaitingPeople;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom a change of the set-up would strand. */
@Component
class PeopleWhoWait implements WaitingPeople {
  @Override
  public int inQueue(JdbcClient sql, String hall, String queue) {
    return sql.sql(
            "select count(*) from ticket where hall = :hall and queue = :queue"
                + " and state in ('WAITING', 'REQUEUED')")
        .param("hall", hall)
        .param("queue", queue)
        .query(Integer.class)
        .single();
  }

  @Override
  public int atWindow(JdbcClient sql, String hall, String window) {
    return sql.sql(
            "select count(*) from ticket where hall = :hall and window_no = :window"
                + " and state in ('CALLED', 'SERVING', 'HELD')")
        .param("hall", hall)
        .param("window", window)
        .query(Integer.class)
        .single();
  }
}
