package org.jiaohao.hall.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many of something each origin holds; an origin that holds none is forgotten. */
public final class Shares {
  private final Map<String, Integer> held = new ConcurrentHashMap<>();

  /** Nobody holds anything yet. */
  public Shares() {}

  /** Takes one more unless the origin holds {@code most} already. */
  public boolean take(String origin, int most) {
    boolean[] taken = {false};
    held.compute(
        origin,
        (who, count) -> {
          int before = count == null ? 0 : count;
          taken[0] = before < most;
          return taken[0] ? Integer.valueOf(before + 1) : count;
        });
    return taken[0];
  }

  /** Gives back what {@link #take} took. */
  public void giveBack(String origin) {
    held.computeIfPresent(origin, (who, count) -> count == 1 ? null : count - 1);
  }
}
