package org.jiaohao.agent;

import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.HallInfo;
import org.jiaohao.contract.http.ItemInfo;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;

/**
 * The hall server's HTTP API with this agent's credentials. Every call ends within its deadline (3
 * s) and throws {@link HallApiException} otherwise. Besides the server's own problem types there
 * are {@code unreachable} (status 0: the request may have been carried out), {@code not-enrolled},
 * {@code revoked} (enrol again), {@code bad-answer} (an answer that cannot be read), {@code
 * wrong-agent} and {@code not-stored} (enrolment only) and {@code http-<status>} (an error without
 * a problem document, for example from a proxy).
 */
public interface HallApi {
  /** Whether credentials are stored. */
  boolean enrolled();

  /**
   * Why the server refused the stored credentials the last time it was shown them, as it does after
   * they were revoked or another machine took this agent's place; empty while it takes them.
   */
  Optional<HallApiException> shutOut();

  /** Turns a code into stored credentials. */
  void enrol(String code);

  /** The hall. */
  HallInfo hall();

  /** Queues a citizen can draw from. */
  List<QueueInfo> queues();

  /** Service items of the hall. */
  List<ItemInfo> items();

  /**
   * Draws a ticket.
   *
   * @param request what to draw
   * @param idempotencyKey a repeat with the same key returns the same ticket
   */
  Ticket draw(DrawRequest request, String idempotencyKey);

  /** A ticket by id. */
  Ticket ticket(String id);

  /** Windows of the hall. */
  List<WindowInfo> windows();

  /**
   * A key of the pad at a window was pressed. When this ends {@code unreachable}, it may have been
   * carried out: it must not be sent again (R041).
   *
   * @param window window number
   */
  WindowInfo press(String window, PadKey key);

  /** Cancels a ticket that never came out as paper or on a screen. */
  Ticket cancel(String id);
}
