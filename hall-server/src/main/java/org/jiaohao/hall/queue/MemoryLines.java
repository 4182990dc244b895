package org.jiaohao.hall.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** People who wait, in memory: what a continuation is played on. */
final class MemoryLines implements Lines {
  private final Map<Key, TreeSet<Waiter>> waiting = new HashMap<>();
  private final Map<String, Integer> since = new HashMap<>();

  private record Key(String queue, boolean priority) {}

  /**
   * The lines as they stand.
   *
   * @param waiters everybody who waits
   * @param since regular calls of each queue since its last call with priority; 0 when not named
   */
  MemoryLines(Collection<Waiter> waiters, Map<String, Integer> since) {
    waiters.forEach(this::add);
    this.since.putAll(since);
  }

  void add(Waiter waiter) {
    waiting
        .computeIfAbsent(
            new Key(waiter.queue(), waiter.priority()), key -> new TreeSet<>(Waiter.BY_PLACE))
        .add(waiter);
  }

  @Override
  public int sincePriority(String queue) {
    return since.getOrDefault(queue, 0);
  }

  @Override
  public Optional<Waiter> head(String window, String queue, boolean priority) {
    TreeSet<Waiter> line = waiting.get(new Key(queue, priority));
    if (line == null) {
      return Optional.empty();
    }
    for (Iterator<Waiter> each = line.iterator(); each.hasNext(); ) {
      Waiter waiter = each.next();
      if (waiter.mayBeCalledAt(window)) {
        return Optional.of(waiter);
      }
    }
    return Optional.empty();
  }

  /** Takes a called ticket out of the line and notes whose turn it was. */
  void call(Waiter called) {
    waiting.get(new Key(called.queue(), called.priority())).remove(called);
    since.merge(
        called.queue(),
        CallOrder.sinceAfter(0, called.priority()),
        (before, once) -> CallOrder.sinceAfter(before, called.priority()));
  }
}
