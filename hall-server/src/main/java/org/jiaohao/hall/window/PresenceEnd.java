package org.jiaohao.hall.window;

import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Presence;
import org.jiaohao.hall.identity.SignedOut;
import org.jiaohao.hall.store.Tx;
import org.springframework.stereotype.Component;

/**
 * Who is no longer signed in has no window any more, so that its pad does nothing in their name. A
 * ticket stays at the window, which whoever acts there next takes over; until then an alert tells
 * of it, see {@link UnattendedRule}. A free window pauses until somebody goes on there.
 */
@Component
class PresenceEnd implements Presence {
  private final Halls halls;

  PresenceEnd(Halls halls) {
    this.halls = halls;
  }

  @Override
  public boolean ended(Tx tx, SignedOut gone) {
    boolean paused = false;
    for (LiveWindow seen : LiveWindows.ofClerk(tx.sql(), gone.username())) {
      Hall hall = halls.get(seen.hall());
      paused |=
          hall.window(seen.no())
              .map(window -> new WindowDesk(tx, hall, window, gone.by()).desert())
              .orElse(false);
    }
    return paused;
  }
}
