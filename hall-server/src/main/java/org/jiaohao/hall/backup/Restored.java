package org.jiaohao.hall.backup;

import java.util.Optional;
import org.jiaohao.hall.store.Tx;

/**
 * Keeps a room from giving out a second time what it gave out after the backup that was restored.
 */
public interface Restored {
  /**
   * Leaves a gap that is surely wide enough; called once, before anybody is served.
   *
   * @param times how often data were restored here within a day, this time included: what was given
   *     after an earlier restore is not in this backup either
   */
  void restored(Tx tx, int times);

  /** What no gap can exclude in a hall today, and what staff does about it; told in the alert. */
  Optional<Warning> warning(String hall);

  /**
   * Sentences for staff.
   *
   * @param zh zh-CN
   * @param en English
   */
  record Warning(String zh, String en) {}
}
