package org.jiaohao.hall.identity;

import org.jiaohao.hall.store.Tx;

/** What a room does in the name of people who are signed in, beyond their own requests. */
public interface Presence {
  /**
   * Ends it, in the command that ends the sign-in, so that nothing is ever done in the name of
   * somebody who is not there.
   *
   * @return whether something pauses now, which whoever comes back is told
   */
  boolean ended(Tx tx, SignedOut gone);
}
