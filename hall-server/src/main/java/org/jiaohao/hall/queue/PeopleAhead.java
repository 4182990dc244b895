package org.jiaohao.hall.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaohao.hall.queue.ServingWindows.Serving;
import org.jiaohao.hall.queue.StoredLines.Counts;

/**
 * How many people are called before somebody, exactly, if nobody arrives or leaves and the windows
 * that serve now call in turn ({@link Continuation}). While no window serves a queue, as if one
 * window served it alone.
 */
final class PeopleAhead {
  /** The window, and the ticket, that is only thought of. */
  private static final String IMAGINED = "";

  /**
   * Where more people than any hall holds are connected, those count who stand before one in the
   * own queue, and for priority only those who have it, too.
   */
  private static final int MOST_PLAYED = 5000;

  private final StoredLines lines;
  private final List<Serving> serving;
  private final Map<String, Counts> counts = new HashMap<>();
  private final Map<Set<String>, List<Waiter>> people = new HashMap<>();

  /**
   * For one moment of a hall.
   *
   * @param lines its people who wait
   * @param serving its windows that serve now, in order
   */
  PeopleAhead(StoredLines lines, List<Serving> serving) {
    this.lines = lines;
    this.serving = serving;
  }

  /** People who wait in a queue. */
  int waiting(String queue) {
    return counts(queue).waiting();
  }

  /** Of somebody who comes to the end of a queue now and is not in the line yet. */
  int ofNew(String queue, boolean priority) {
    boolean shared =
        serving.stream().anyMatch(w -> w.queues().contains(queue) && w.queues().size() > 1);
    Counts own = counts(queue);
    boolean many = tooMany(connected(queue));
    if (!priority && (many || (!shared && own.targeted() == 0))) {
      return own.waiting(); // everybody there stands before the last one
    }
    if (many) {
      return own.priority();
    }
    MemoryLines played = played(connected(queue));
    played.add(new Waiter(IMAGINED, queue, priority, Long.MAX_VALUE, null));
    return Continuation.aheadOf(IMAGINED, played, callers(queue)).orElseThrow();
  }

  /**
   * Of people who wait.
   *
   * @return ticket id → people ahead
   */
  Map<String, Integer> of(Collection<StoredTicket> tickets) {
    var ahead = new HashMap<String, Integer>();
    Set<String> done = new HashSet<>();
    for (StoredTicket ticket : tickets) {
      Set<String> queues = connected(ticket.queue());
      if (tooMany(queues)) {
        ahead.put(ticket.id(), lines.before(ticket));
      } else if (done.addAll(queues)) {
        ahead.putAll(Continuation.aheadOfAll(played(queues), callers(ticket.queue())));
      }
    }
    return ahead;
  }

  private Counts counts(String queue) {
    return counts.computeIfAbsent(queue, lines::counts);
  }

  /** The people of these queues, read once, to play a continuation on. */
  private MemoryLines played(Set<String> queues) {
    var since = new HashMap<String, Integer>();
    queues.forEach(queue -> since.put(queue, counts(queue).since()));
    return new MemoryLines(people.computeIfAbsent(queues, lines::load), since);
  }

  private boolean tooMany(Set<String> queues) {
    return queues.stream().mapToInt(queue -> counts(queue).waiting()).sum() > MOST_PLAYED;
  }

  private List<Serving> callers(String queue) {
    return serving.stream().anyMatch(window -> window.queues().contains(queue))
        ? serving
        : List.of(new Serving(IMAGINED, List.of(queue)));
  }

  /** The queues that hang together with this one: whoever calls there changes its order. */
  private Set<String> connected(String queue) {
    var queues = new HashSet<>(Set.of(queue));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Serving window : serving) {
        if (window.queues().stream().anyMatch(queues::contains)) {
          grown |= queues.addAll(window.queues());
        }
      }
    }
    return queues;
  }
}
