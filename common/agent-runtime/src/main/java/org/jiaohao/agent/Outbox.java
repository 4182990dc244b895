package org.jiaohao.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What waits for the broker. Of each retained topic only the last message is kept, and all of them
 * are due again after every reconnect. Events and replies wait in order until the broker has
 * acknowledged them or they expire; when more than {@code limit} wait, the oldest is dropped. Lives
 * in memory: what must survive a power cut is journaled by the one who publishes it.
 */
final class Outbox {
  private final int limit;
  private final LongSupplier nanoTime;
  private final LinkCounter counter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Map<String, Outgoing> retained = new LinkedHashMap<>();
  private final LinkedHashSet<String> due = new LinkedHashSet<>();
  private final Deque<Outgoing> waiting = new ArrayDeque<>();
  private final LinkedHashSet<Outgoing> unacknowledged = new LinkedHashSet<>();
  private boolean woken;

  Outbox(int limit, LongSupplier nanoTime, LinkCounter counter) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.counter = counter;
  }

  /** Sets the retained message of a topic. */
  void retain(String topic, byte[] payload) {
    locked(
        () -> {
          retained.put(topic, new Outgoing(topic, payload, true, null, null));
          due.add(topic);
        });
  }

  /** Adds an event or a reply that is worth sending for the given time. */
  void send(String topic, byte[] payload, byte[] correlation, Duration expiry) {
    long deadline = nanoTime.getAsLong() + expiry.toNanos();
    locked(
        () -> {
          if (waiting.size() + unacknowledged.size() >= limit && waiting.pollFirst() != null) {
            counter.dropped.incrementAndGet();
          }
          waiting.addLast(new Outgoing(topic, payload, false, correlation, deadline));
        });
  }

  /** Makes all retained messages due again, the agent's state first. */
  void republish() {
    locked(() -> due.addAll(retained.keySet()));
  }

  /** After a lost connection: everything retained is due, and what was not acknowledged as well. */
  void rewind() {
    locked(
        () -> {
          due.addAll(retained.keySet());
          List<Outgoing> again = new ArrayList<>(unacknowledged);
          unacknowledged.clear();
          again.reversed().forEach(waiting::addFirst);
        });
  }

  /** The next message, or null when there was none within the time or {@link #wake} was called. */
  Outgoing next(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (true) {
        Outgoing next = poll();
        if (next != null) {
          return next;
        }
        if (woken || left <= 0) {
          woken = false;
          return null;
        }
        left = work.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private Outgoing poll() {
    if (!due.isEmpty()) {
      return retained.get(due.removeFirst());
    }
    Outgoing next = waiting.pollFirst();
    while (next != null && next.expired(nanoTime.getAsLong())) {
      counter.expired.incrementAndGet();
      next = waiting.pollFirst();
    }
    if (next != null) {
      unacknowledged.add(next);
    }
    return next;
  }

  /** The broker took the message, or will never take it. */
  void done(Outgoing message) {
    locked(() -> unacknowledged.remove(message));
  }

  /** Ends a running {@link #next}. */
  void wake() {
    locked(() -> woken = true);
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
