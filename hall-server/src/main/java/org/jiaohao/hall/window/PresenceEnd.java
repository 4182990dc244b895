package org.jiaohao.hall.window;

import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.SignedOut;
import org.jiaohao.hall.store.WritePath;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who signs out is no longer at their window: a free one pauses until somebody goes on there. One
 * with a ticket keeps it, and its clerk, until somebody takes over.
 */
@Component
class PresenceEnd {
  private final JdbcClient sql;
  private final Halls halls;
  private final WritePath writes;

  PresenceEnd(JdbcClient sql, Halls halls, WritePath writes) {
    this.sql = sql;
    this.halls = halls;
    this.writes = writes;
  }

  @EventListener
  void leave(SignedOut gone) {
    for (LiveWindow seen : LiveWindows.of(sql, gone)) {
      Hall hall = halls.get(seen.hall());
      hall.window(seen.no()).ifPresent(window -> leave(hall, window, gone.username()));
    }
  }

  private void leave(Hall hall, Hall.Window window, String username) {
    writes.run(
        tx -> {
          var desk = new WindowDesk(tx, hall, window, username);
          boolean theirs = username.equals(desk.live().clerk());
          if (theirs && desk.live().state().working() && desk.present().isEmpty()) {
            desk.staff(null, null);
            desk.enter(WindowEvent.Paused::new, WindowState.PAUSED, null);
          }
          return null;
        });
  }
}
