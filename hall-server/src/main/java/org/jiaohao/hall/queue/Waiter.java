package org.jiaohao.hall.queue;

import java.util.Comparator;

/**
 * A ticket in line, as the order of calls sees it.
 *
 * @param id ticket id
 * @param queue queue it stands in
 * @param priority whether it has priority (N07)
 * @param position its place; smaller is earlier
 * @param target the only window that may call it, or null
 */
record Waiter(String id, String queue, boolean priority, long position, String target) {
  /** By place; the id decides between equal places. */
  static final Comparator<Waiter> BY_PLACE =
      Comparator.comparingLong(Waiter::position).thenComparing(Waiter::id);

  /** Whether a window that serves its queue may call it. */
  boolean mayBeCalledAt(String window) {
    return target == null || target.equals(window);
  }
}
