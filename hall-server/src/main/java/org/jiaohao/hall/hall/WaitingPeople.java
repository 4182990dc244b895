package org.jiaohao.hall.hall;

import org.springframework.jdbc.core.simple.JdbcClient;

/** People who depend on a queue or window; the room of the queues answers. */
public interface WaitingPeople {
  /** How many wait in a queue. */
  int inQueue(JdbcClient sql, String hall, String queue);

  /** How many tickets a window has: called, served or on hold. */
  int atWindow(JdbcClient sql, String hall, String window);
}
