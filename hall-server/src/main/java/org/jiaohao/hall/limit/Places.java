package org.jiaohao.hall.limit;

import java.util.concurrent.Semaphore;

/**
 * How many requests of strangers there are at a time: so many of all, so many of one origin. Shares
 * shrink once half of all places are taken, so that a few origins leave room for others.
 */
final class Places {
  private final int all;
  private final int each;
  private final Semaphore free;
  private final Shares shares = new Shares();

  Places(int all, int each) {
    this.all = all;
    this.each = each;
    this.free = new Semaphore(all);
  }

  /** Takes one unless the origin has its share or all are taken. */
  boolean take(String origin) {
    int share = Math.clamp(2L * each * free.availablePermits() / all, 1, each);
    if (!shares.take(origin, share)) {
      return false;
    }
    if (!free.tryAcquire()) {
      shares.giveBack(origin);
      return false;
    }
    return true;
  }

  /** Gives back what {@link #take} took. */
  void giveBack(String origin) {
    free.release();
    shares.giveBack(origin);
  }
}
