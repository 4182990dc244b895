package org.jiaohao.hall.window;

import java.util.Optional;
import org.jiaohao.hall.store.Tx;

/** The calls made at windows. */
public final class Calls {
  private Calls() {}

  /** Number of the window that made a call, if this hall made it. */
  public static Optional<String> window(Tx tx, String hall, String eventId) {
    return tx.sql()
        .sql("select window_no from ticket_call where event_id = ? and hall = ?")
        .params(eventId, hall)
        .query(String.class)
        .optional();
  }
}
