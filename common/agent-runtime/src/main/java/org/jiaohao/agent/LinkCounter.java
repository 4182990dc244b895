package org.jiaohao.agent;

import java.util.concurrent.atomic.AtomicLong;

/** The counters behind {@link LinkCounts}. */
final class LinkCounter {
  final AtomicLong connects = new AtomicLong();
  final AtomicLong malformed = new AtomicLong();
  final AtomicLong oversized = new AtomicLong();
  final AtomicLong duplicates = new AtomicLong();
  final AtomicLong outdated = new AtomicLong();
  final AtomicLong handlerFailures = new AtomicLong();
  final AtomicLong expired = new AtomicLong();
  final AtomicLong dropped = new AtomicLong();
  final AtomicLong refused = new AtomicLong();
  final AtomicLong unproved = new AtomicLong();

  LinkCounts counts() {
    return new LinkCounts(
        connects.get(),
        malformed.get(),
        oversized.get(),
        duplicates.get(),
        outdated.get(),
        handlerFailures.get(),
        expired.get(),
        dropped.get(),
        refused.get(),
        unproved.get());
  }
}
