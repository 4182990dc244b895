package org.jiaohao.hall.queue;

import org.jiaohao.hall.hall.Hall;

/** Which windows can call now; the room of the windows answers. */
public interface ServingWindows {
  /** How many windows that serve this queue can call now. */
  int serving(Hall hall, String queue);
}
