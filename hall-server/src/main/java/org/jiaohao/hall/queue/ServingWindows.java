package org.jiaohao.hall.queue;

import java.util.List;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.store.Tx;

/** Which windows can call now; the room of the windows answers. */
public interface ServingWindows {
  /** The windows of a hall that are open now, busy or free, in the hall's order. */
  List<Serving> of(Hall hall);

  /** The same inside a command, which sees its own changes. */
  List<Serving> of(Hall hall, Tx tx);

  /**
   * A window that calls.
   *
   * @param no window number
   * @param queues ids of the queues it calls from
   */
  record Serving(String no, List<String> queues) {}
}
