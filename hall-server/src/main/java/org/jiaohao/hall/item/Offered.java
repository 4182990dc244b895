package org.jiaohao.hall.item;

import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.hall.hall.Hall;

/** How an item is served now; the room of the queues answers. */
public interface Offered {
  /** The queue with its load. */
  QueueInfo queue(Hall hall, Hall.Queue queue);
}
