package org.jiaohao.hall.queue;

import java.util.List;
import java.util.Optional;

/**
 * Who is next: the order of calls, and nothing else. Within a queue the foremost is called; after
 * two regular calls somebody with priority goes before those who came earlier (N07), and priority
 * never makes anybody wait longer. Of several queues at a window the one whose candidate has the
 * foremost place is called (R010). It reads what it is given and changes nothing, so that calls,
 * people ahead and estimates follow the same rules.
 */
final class CallOrder {
  /** Regular tickets of a queue called before one with priority goes first. */
  static final int REGULAR_BEFORE_PRIORITY = 2;

  private CallOrder() {}

  /**
   * The ticket to call, and why.
   *
   * @param who the ticket
   * @param reason why it and nobody else
   */
  record Choice(Waiter who, CallReason reason) {}

  /** The ticket a window should call now; empty when nobody waits for it. */
  static Optional<Choice> next(String window, List<String> queues, Lines lines) {
    return queues.stream()
        .flatMap(queue -> candidate(window, queue, lines).stream())
        .min((a, b) -> Waiter.BY_PLACE.compare(a.who, b.who));
  }

  private static Optional<Choice> candidate(String window, String queue, Lines lines) {
    Optional<Waiter> regular = lines.head(window, queue, false);
    Optional<Waiter> preferred = lines.head(window, queue, true);
    if (regular.isEmpty() || preferred.isEmpty()) {
      return regular
          .or(() -> preferred)
          .map(who -> choice(who, who.priority() ? CallReason.ONLY_PRIORITY : CallReason.FOREMOST));
    }
    if (Waiter.BY_PLACE.compare(preferred.get(), regular.get()) < 0) {
      return Optional.of(choice(preferred.get(), CallReason.FOREMOST));
    }
    return Optional.of(
        lines.sincePriority(queue) >= REGULAR_BEFORE_PRIORITY
            ? choice(preferred.get(), CallReason.PRIORITY_TURN)
            : choice(regular.get(), CallReason.REGULAR_TURN));
  }

  private static Choice choice(Waiter who, CallReason reason) {
    return new Choice(who, who.target() != null ? CallReason.FOR_THIS_WINDOW : reason);
  }

  /** The count of regular calls since the last with priority, after one more call. */
  static int sinceAfter(int since, boolean priorityCalled) {
    return priorityCalled ? 0 : Math.min(since + 1, REGULAR_BEFORE_PRIORITY);
  }
}
