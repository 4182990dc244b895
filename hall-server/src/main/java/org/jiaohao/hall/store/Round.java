package org.jiaohao.hall.store;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * The same work again and again for many halls, windows or other things. One for which it fails
 * keeps none of the others from their turn; while it fails in every round, it is told once.
 *
 * @param <T> what has its turn, with equality
 */
public final class Round<T> {
  private final Logger log;
  private final String work;
  private Set<T> failing = Set.of();

  /**
   * Creates one.
   *
   * @param log of whose work it is
   * @param work what is done, for the log
   */
  public Round(Logger log, String work) {
    this.log = log;
    this.work = work;
  }

  /** Does it for each, in order. */
  public synchronized void over(Iterable<? extends T> all, Consumer<? super T> action) {
    var failed = new HashSet<T>();
    for (T each : all) {
      try {
        action.accept(each);
      } catch (RuntimeException | Error e) {
        failed.add(each);
        tell(each, e);
      }
    }
    failing = failed;
  }

  /** A disk that refuses is told by itself, and is nobody's fault here. */
  private void tell(T each, Throwable failure) {
    if (StorageException.reasonOf(failure).isPresent() || failing.contains(each)) {
      log.debug("{} failed again for {}", work, each, failure);
    } else {
      log.error("{} failed for {}; the others go on", work, each, failure);
    }
  }
}
