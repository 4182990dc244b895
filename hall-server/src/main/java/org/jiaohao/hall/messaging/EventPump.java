package org.jiaohao.hall.messaging;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the event log, in order, to a handler on a thread of its own, woken by each commit. What
 * the handler does not take is offered again.
 */
final class EventPump {
  private static final Logger log = LoggerFactory.getLogger(EventPump.class);
  private static final int BATCH = 500;
  private static final long IDLE_MILLIS = 1000;

  private final EventLog events;
  private final BooleanSupplier ready;
  private final Function<List<StoredEvent>, Boolean> handler;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean running = true;
  private volatile long cursor;
  private long idleMillis = IDLE_MILLIS;

  /**
   * Starts the pump.
   *
   * @param from events after this {@code seq} are handed over
   * @param ready whether the handler could take anything now; else the log is not read
   * @param handler gets a batch, possibly empty about every second; returns whether it took it
   */
  EventPump(
      String name,
      EventLog events,
      long from,
      BooleanSupplier ready,
      Function<List<StoredEvent>, Boolean> handler) {
    this.events = events;
    this.cursor = from;
    this.ready = ready;
    this.handler = handler;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    thread.start(); // now that it is known: it tells its name
  }

  /** There may be new events. */
  void wake() {
    wake.release();
  }

  /** The handler, on its own thread, wants to be called again soon, be there events or not. */
  void callAgainIn(long millis) {
    idleMillis = Math.max(1, millis);
  }

  /** Last event that was taken. */
  long cursor() {
    return cursor;
  }

  void stop() {
    running = false;
    wake.release();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether more events wait. */
  private boolean handOver() {
    List<StoredEvent> batch = events.after(cursor, BATCH);
    if (!handler.apply(batch) || batch.isEmpty()) {
      return false;
    }
    cursor = batch.getLast().seq();
    return batch.size() == BATCH;
  }

  private void run() {
    while (running) {
      try {
        idleMillis = IDLE_MILLIS;
        if (ready.getAsBoolean() && handOver()) {
          continue;
        }
        if (wake.tryAcquire(idleMillis, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) { // the thread goes on: a call must not stay unheard
        log.error("{} failed; trying again", thread.getName(), e);
        wake.drainPermits();
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      }
    }
  }
}
