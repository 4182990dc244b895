package org.jiaohao.hall.limit;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Has what comes in at a door looked at a few at a time, and in turn by origin: until it is known
 * who asks, the hundreds of one address wait for each other, and not the one of another for them. A
 * turn takes a moment; what takes longer waits for somebody, and goes on without one.
 */
final class Doorway {
  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  private final Executor hands;
  private final Executor porter;
  private final int most;
  private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>();
  private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
  private int inside;

  /**
   * A doorway with nobody in it.
   *
   * @param hands carry out what has its turn
   * @param porter says to them whose turn it is, in a thread that is not one of theirs: virtual
   *     ones would carry out what they begin themselves before all that others begin
   * @param most how many have their turn at a time
   */
  Doorway(Executor hands, Executor porter, int most) {
    this.hands = hands;
    this.porter = porter;
    this.most = most;
  }

  /** Carries it out when it is its turn. */
  void enter(String origin, Runnable task) {
    synchronized (this) {
      if (inside == most) {
        waiting.computeIfAbsent(origin, who -> new ArrayDeque<>()).add(task);
        return;
      }
      inside++;
    }
    hands.execute(new Turn(task));
  }

  /** It is known by now who asks; what this thread carries out goes on without a turn. */
  static void passed() {
    Turn turn = CURRENT.get();
    if (turn != null) {
      turn.end();
    }
  }

  /** Ends the turns that began before a time, see {@link System#nanoTime()}. */
  void endThoseBefore(long time) {
    for (Turn turn : turns) {
      if (turn.began - time < 0) {
        turn.end();
      }
    }
  }

  private void next() {
    Runnable task;
    synchronized (this) {
      task = poll();
      if (task == null) {
        inside--;
        return;
      }
    }
    porter.execute(() -> hands.execute(new Turn(task)));
  }

  /** The next one of the origin that has waited longest; it comes last then. */
  private Runnable poll() {
    Iterator<Map.Entry<String, Queue<Runnable>>> origins = waiting.entrySet().iterator();
    if (!origins.hasNext()) {
      return null;
    }
    Map.Entry<String, Queue<Runnable>> first = origins.next();
    String origin = first.getKey();
    Queue<Runnable> tasks = first.getValue();
    origins.remove();
    Runnable task = tasks.remove();
    if (!tasks.isEmpty()) {
      waiting.put(origin, tasks);
    }
    return task;
  }

  private final class Turn implements Runnable {
    private final Runnable task;
    private volatile long began;

    Turn(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      began = System.nanoTime();
      turns.add(this);
      CURRENT.set(this);
      try {
        task.run();
      } finally {
        end();
        CURRENT.remove();
      }
    }

    /** Once, whoever does so first. */
    void end() {
      if (turns.remove(this)) {
        next();
      }
    }
  }
}
