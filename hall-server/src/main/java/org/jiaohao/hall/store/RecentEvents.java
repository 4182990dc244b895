package org.jiaohao.hall.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The newest events of the log as their commands wrote them: those who follow the log need not read
 * and parse again what has just happened. Empty after a start.
 */
@Component
public class RecentEvents {
  private static final int MOST = 1000;

  private final Deque<StoredEvent> events = new ArrayDeque<>();

  /** Events of durable commands, in their order; before anybody is told of them. */
  synchronized void add(List<StoredEvent> appended) {
    for (StoredEvent event : appended) {
      if (!events.isEmpty() && events.getLast().seq() + 1 != event.seq()) {
        events.clear(); // another program, a command of the console, wrote between them
      }
      events.addLast(event);
    }
    while (events.size() > MOST) {
      events.removeFirst();
    }
  }

  /** Forgets all, when some could not be added. */
  synchronized void clear() {
    events.clear();
  }

  /**
   * The events after {@code seq}, oldest first, at most {@code limit}; empty when some of them may
   * only be in the database, which is so as well when none is known: another program may have
   * written it.
   */
  synchronized Optional<List<StoredEvent>> after(long seq, int limit) {
    if (events.isEmpty() || seq < events.getFirst().seq() || seq >= events.getLast().seq()) {
      return Optional.empty();
    }
    var found = new LinkedList<StoredEvent>();
    Iterator<StoredEvent> newest = events.descendingIterator();
    StoredEvent event = newest.next();
    while (event.seq() > seq) { // ends at the first one, whose seq is not above
      found.addFirst(event);
      event = newest.next();
    }
    return Optional.of(List.copyOf(found.subList(0, Math.min(limit, found.size()))));
  }
}
