package org.jiaohao.hall.window;

import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Presence;
import org.jiaohao.hall.identity.SignedOut;
import org.jiaohao.hall.store.Tx;
import org.springframework.stereotype.Component;

/**
 * Who is no longer signed in has no window any more, so that its pad does nothing in their name. A
 * ticket stays at the window, which whoever acts there next takes over. A free one pauses until
 * somebody goes on there, unless its clerk only did nothing for a while.
 */
@Component
class PresenceEnd implements Presence {
  private final Halls halls;

  PresenceEnd(Halls halls) {
    this.halls = halls;
  }

  @Override
  public void ended(Tx tx, SignedOut gone) {
    for (LiveWindow seen : LiveWindows.ofClerk(tx.sql(), gone.username())) {
      Hall hall = halls.get(seen.hall());
      hall.window(seen.no())
          .ifPresent(window -> new WindowDesk(tx, hall, window, gone.by()).desert(gone.idle()));
    }
  }
}
