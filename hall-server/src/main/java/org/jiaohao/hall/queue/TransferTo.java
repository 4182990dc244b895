package org.jiaohao.hall.queue;

import java.util.List;
import java.util.Locale;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.ServingWindows.Serving;

/**
 * Where a ticket is passed on to: a queue, or one window.
 *
 * @param queue queue id; may be null when a window is named
 * @param window window number, or null
 * @param place place in the target's line; null means by arrival
 */
public record TransferTo(String queue, String window, Place place) {
  /** Place in the target's line (R081). */
  public enum Place {
    /** Before everybody who waits there. */
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

  /**
   * A target that exists and can act.
   *
   * @param queue queue the ticket will stand in
   * @param window the only window that may call it, or null
   */
  record Target(String queue, String window) {}

  /**
   * Checks the target. The queue the citizen came for stays when the window serves it; otherwise
   * the window's own queue is taken, and has to be named where the window has several.
   *
   * @param serving the windows that can call now
   */
  Target in(Hall hall, StoredTicket ticket, List<Serving> serving) {
    if (queue != null && hall.queue(queue).isEmpty()) {
      throw Problem.notFound(
          "unknown-queue", "This hall has no queue '" + queue + "'.", "本大厅没有该业务队列，请重新选择。");
    }
    if (window != null) {
      return at(hall.knownWindow(window), ticket, serving);
    }
    if (queue == null) {
      throw Problem.badRequest(
          "unknown-target", "Name a queue or window of this hall.", "请选择本大厅的队列或窗口。");
    }
    return new Target(queue, null);
  }

  private Target at(Hall.Window to, StoredTicket ticket, List<Serving> serving) {
    if (serving.stream().noneMatch(each -> each.no().equals(to.no()))) {
      throw Problem.conflict(
          "window-cannot-act",
          "Window %s does not serve now. Choose an open window, or the queue.".formatted(to.no()),
          "%s号窗口目前没有办理业务，请选择开放的窗口，或转到该业务的队列。".formatted(to.no()));
    }
    if (queue != null && !to.queues().contains(queue)) {
      throw Problem.badRequest(
          "queue-not-at-window",
          "Window %s does not serve queue %s.".formatted(to.no(), queue.toUpperCase(Locale.ROOT)),
          "%s号窗口不办理%s类业务，请重新选择。".formatted(to.no(), queue.toUpperCase(Locale.ROOT)));
    }
    return new Target(queue == null ? queueAt(to, ticket) : queue, to.no());
  }

  private static String queueAt(Hall.Window to, StoredTicket ticket) {
    if (to.queues().contains(ticket.queue())) {
      return ticket.queue();
    }
    if (to.queues().size() != 1) {
      throw Problem.badRequest(
          "target-queue-missing",
          "Window %s serves several queues, and not the ticket's own. Name one of %s."
              .formatted(to.no(), to.queues()),
          "%s号窗口办理多类业务，但不办理该号票原来的业务，请指明队列：%s。".formatted(to.no(), to.queues()));
    }
    return to.queues().getFirst();
  }
}
