package org.jiaohao.hall.backup;

import org.jiaohao.hall.store.Tx;

/**
 * Keeps a room from giving out a second time what it gave out after the backup that was restored; a
 * bean of each is called once, before anybody is served.
 */
public interface Restored {
  /** Leaves a gap that is surely wide enough. */
  void restored(Tx tx);
}
