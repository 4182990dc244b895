package org.jiaohao.hall.hall;

import java.util.List;
import org.jiaohao.hall.store.Tx;

/** Hears, inside the command, that a window serves other queues from now on. */
public interface ServedQueues {
  /**
   * The window's queues were set.
   *
   * @param queues ids of the queues it serves now
   */
  void windowServes(Tx tx, String hall, String window, List<String> queues);
}
