package org.jiaohao.hall.queue;

/**
 * The leg a ticket is on: from coming into a line (or, held, from leaving the window) until that
 * window is done with it. Times are epoch milliseconds. A leg that ended is a row of {@code
 * ticket_leg}.
 *
 * @param no 1 for the first leg of a ticket
 * @param entry how it began
 * @param since when it began
 * @param calls calls on this leg
 * @param firstCalledAt first of them, or null
 * @param calledAt last of them, or null
 * @param startedAt when the service began, or null while it did not
 */
record Leg(
    int no, Entry entry, long since, int calls, Long firstCalledAt, Long calledAt, Long startedAt) {

  /** How a leg begins. */
  enum Entry {
    /** The number was drawn. */
    DRAWN,
    /** It was passed on (R081). */
    TRANSFERRED,
    /** It was queued again after a no-show (N03). */
    REQUEUED,
    /** The citizen left the window to fill a form; until the service begins, nobody waits. */
    HELD
  }

  static Leg first(long drawnAt) {
    return new Leg(1, Entry.DRAWN, drawnAt, 0, null, null, null);
  }

  Leg next(Entry how, long now) {
    return new Leg(no + 1, how, now, 0, null, null, null);
  }

  Leg called(long now) {
    Long first = firstCalledAt == null ? Long.valueOf(now) : firstCalledAt;
    return new Leg(no, entry, since, calls + 1, first, now, startedAt);
  }

  Leg started(long now) {
    return new Leg(no, entry, since, calls, firstCalledAt, calledAt, now);
  }
}
