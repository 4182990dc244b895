package org.jiaohao.hall.queue;

import java.util.List;
import java.util.Optional;

/**
 * Who is next: the order of calls, and nothing else. Within a queue the third call goes to
 * priority, after two regular ones, while somebody with priority waits (N07); of several queues at
 * a window the one whose candidate has the foremost place is called (R010). It reads what it is
 * given and changes nothing, so that calls, people ahead and estimates follow the same rules.
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
    boolean priority =
        isPriorityTurn(regular.isPresent(), preferred.isPresent(), lines.sincePriority(queue));
    return (priority ? preferred : regular)
        .map(who -> new Choice(who, reason(who, regular.isPresent(), preferred.isPresent())));
  }

  private static CallReason reason(Waiter who, boolean regularWaits, boolean priorityWaits) {
    if (who.target() != null) {
      return CallReason.FOR_THIS_WINDOW;
    }
    if (who.priority()) {
      return regularWaits ? CallReason.PRIORITY_TURN : CallReason.ONLY_PRIORITY;
    }
    return priorityWaits ? CallReason.REGULAR_TURN : CallReason.FOREMOST;
  }

  /** Whether the next call of a queue goes to priority. */
  static boolean isPriorityTurn(boolean regularWaits, boolean priorityWaits, int since) {
    return priorityWaits && (!regularWaits || since >= REGULAR_BEFORE_PRIORITY);
  }

  /** The count of regular calls since the last with priority, after one more call. */
  static int sinceAfter(int since, boolean priorityCalled) {
    return priorityCalled ? 0 : Math.min(since + 1, REGULAR_BEFORE_PRIORITY);
  }
}
