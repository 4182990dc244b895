package org.jiaohao.hall.messaging;

import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jiaohao.hall.store.StoredEvent;

/**
 * Calls that were handed to the client and that the broker has not acknowledged. What a client took
 * is lost with its connection; the relay's place in the log never passes an open call.
 */
final class OpenCalls {
  private final NavigableMap<Long, StoredEvent> open = new ConcurrentSkipListMap<>();

  void sent(StoredEvent call) {
    open.put(call.seq(), call);
  }

  /** The broker has it, or nobody needs it any more. */
  void done(StoredEvent call) {
    open.remove(call.seq());
  }

  /** Those up to a place in the log, oldest first. */
  List<StoredEvent> upTo(long seq) {
    return List.copyOf(open.headMap(seq, true).values());
  }

  /** Up to where nothing is open, if all until {@code seq} was handed over. */
  long safe(long seq) {
    var first = open.firstEntry();
    return first == null ? seq : Math.min(seq, first.getKey() - 1);
  }
}
