package org.jiaohao.hall.window;

import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.problem.Problem;

/**
 * Where a ticket is passed on to: a queue, or one window.
 *
 * @param queue queue id, or null when a window is named
 * @param window window number, or null
 * @param place place in the target's line; null means by arrival
 */
public record TransferTo(String queue, String window, Place place) {
  /** Place in the target's line (R081). */
  public enum Place {
    /** Next to be called. */
    FRONT,
    /** By the time the number was drawn. */
    ARRIVAL,
    /** Behind everybody. */
    BACK
  }

  /** With the default place. */
  public TransferTo {
    place = place == null ? Place.ARRIVAL : place;
  }

  /** The queue the ticket will stand in. */
  String queueIn(Hall hall) {
    if (window != null) {
      return Windows.window(hall, window).queues().getFirst();
    }
    if (queue == null || hall.queue(queue).isEmpty()) {
      throw Problem.badRequest(
          "unknown-target", "Name a queue or window of this hall.", "请选择本大厅的队列或窗口。");
    }
    return queue;
  }
}
