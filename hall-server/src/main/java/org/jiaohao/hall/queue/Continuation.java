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
}
