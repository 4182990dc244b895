package org.jiaohao.hall.limit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who leaves a door that is nearly full, so that somebody new always gets in: connections that can
 * be spared, of the origins that hold the most of them.
 */
public final class Crowd {
  private Crowd() {}

  /**
   * A connection that can be spared.
   *
   * @param origin whose it is, see {@link Origin}
   * @param worth of two of an origin, the one that is worth less goes first
   * @param nanos for how long it has been of no use; of two that are worth the same, the one that
   *     has been for longer goes first
   */
  public record Guest<C>(C connection, String origin, int worth, long nanos) {}

  /**
   * Chooses the connections to close, as many as are wanted or as there are. Each of them is one of
   * the origin that holds the most at that moment.
   */
  public static <C> List<C> leaving(Collection<Guest<C>> guests, int wanted) {
    Map<String, Deque<Guest<C>>> origins = new HashMap<>();
    guests.stream()
        .sorted(
            Comparator.comparingInt(Guest<C>::worth)
                .thenComparing(Comparator.comparingLong(Guest<C>::nanos).reversed()))
        .forEach(
            guest -> origins.computeIfAbsent(guest.origin, o -> new ArrayDeque<>()).add(guest));
    Comparator<Deque<Guest<C>>> bySize = Comparator.comparingInt(Deque::size);
    Comparator<Deque<Guest<C>>> most = bySize.thenComparingLong(held -> held.getFirst().nanos);
    List<C> leaving = new ArrayList<>();
    while (leaving.size() < wanted && !origins.isEmpty()) {
      Deque<Guest<C>> largest = origins.values().stream().max(most).orElseThrow();
      Guest<C> first = largest.removeFirst();
      leaving.add(first.connection);
      if (largest.isEmpty()) {
        origins.remove(first.origin);
      }
    }
    return leaving;
  }
}
