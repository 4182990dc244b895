package org.jiaohao.hall.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import org.jiaohao.hall.queue.ServingWindows.Serving;

/**
 * The continuation that "people ahead" stands for: nobody arrives or leaves, and the windows that
 * serve now call in turn, in the hall's order, each by {@link CallOrder}. People ahead of a ticket
 * are those whom the windows that may call it call before it.
 */
final class Continuation {
  private final MemoryLines lines;
  private final List<Serving> windows;
  private final Map<String, Integer> calls = new HashMap<>();

  private Continuation(MemoryLines lines, List<Serving> windows) {
    this.lines = lines;
    this.windows = windows;
  }

  /**
   * People ahead of everybody whom these windows call.
   *
   * @param lines the people who wait; used up
   * @param windows the windows that serve now, in order
   * @return ticket id → people ahead; without those whom none of the windows may call
   */
  static Map<String, Integer> aheadOfAll(MemoryLines lines, List<Serving> windows) {
    var ahead = new HashMap<String, Integer>();
    new Continuation(lines, windows)
        .play(
            (who, before) -> {
              ahead.put(who.id(), before);
              return true;
            });
    return ahead;
  }

  /** People ahead of one ticket; empty when none of the windows may call it. */
  static OptionalInt aheadOf(String id, MemoryLines lines, List<Serving> windows) {
    var found = new int[] {-1};
    new Continuation(lines, windows)
        .play(
            (who, before) -> {
              if (who.id().equals(id)) {
                found[0] = before;
              }
              return found[0] < 0;
            });
    return found[0] < 0 ? OptionalInt.empty() : OptionalInt.of(found[0]);
  }

  /** Calls in turn until nobody is left whom a window may call, or the listener has enough. */
  private void play(BiPredicate<Waiter, Integer> onward) {
    boolean called = true;
    while (called) {
      called = false;
      for (Serving window : windows) {
        Optional<Waiter> next =
            CallOrder.next(window.no(), window.queues(), lines).map(CallOrder.Choice::who);
        if (next.isEmpty()) {
          continue;
        }
        called = true;
        if (!onward.test(next.get(), callsFor(next.get()))) {
          return;
        }
        lines.call(next.get());
        calls.merge(window.no(), 1, Integer::sum);
      }
    }
  }

  private int callsFor(Waiter who) {
    return windows.stream()
        .filter(window -> window.queues().contains(who.queue()))
        .filter(window -> who.mayBeCalledAt(window.no()))
        .mapToInt(window -> calls.getOrDefault(window.no(), 0))
        .sum();
  }

  /**
   * The same for somebody at the end of a queue that no window shares with other queues, from its
   * counts alone: which of its windows calls makes no difference then.
   *
   * @param regular people without priority before it
   * @param preferred people with priority before it, or in all when it has none itself
   * @param since regular calls since the last with priority
   * @param priority whether it has priority itself
   */
  static int aheadOfLast(int regular, int preferred, int since, boolean priority) {
    int regularLeft = regular;
    int preferredLeft = preferred;
    int turn = since;
    while (priority ? regularLeft > 0 : preferredLeft > 0) {
      boolean preferredCall =
          CallOrder.isPriorityTurn(
              !priority || regularLeft > 0, priority || preferredLeft > 0, turn);
      if (preferredCall == priority && (priority ? preferredLeft : regularLeft) == 0) {
        break; // it is called itself
      }
      if (preferredCall) {
        preferredLeft--;
      } else {
        regularLeft--;
      }
      turn = CallOrder.sinceAfter(turn, preferredCall);
    }
    boolean alone = priority ? regularLeft == 0 : preferredLeft == 0;
    int rest = alone ? (priority ? preferredLeft : regularLeft) : 0;
    return regular - regularLeft + preferred - preferredLeft + rest;
  }
}
