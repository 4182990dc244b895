package org.jiaohao.agent;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that runs handlers in order of arrival. When it falls behind, {@link #post} blocks, so
 * that the broker keeps the messages and not this program's memory.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int CAPACITY = 256;

  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final LinkCounter counter;
  private final Thread thread;
  private volatile boolean stopped;

  Dispatcher(String name, LinkCounter counter) {
    this.counter = counter;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Adds work, waiting while the queue is full; does nothing after {@link #stop}. */
  void post(Runnable work) {
    try {
      boolean added = false;
      while (!stopped && !added) {
        added = queue.offer(work, 200, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds work unless the queue is full. */
  boolean offer(Runnable work) {
    return !stopped && queue.offer(work);
  }

  private void run() {
    while (!stopped) {
      try {
        Runnable work = queue.poll(200, TimeUnit.MILLISECONDS);
        if (work != null) {
          work.run();
        }
      } catch (InterruptedException e) {
        stopped = true;
      } catch (RuntimeException | Error e) {
        counter.handlerFailures.incrementAndGet();
        LOG.error("A handler failed; the link goes on", e);
      }
    }
  }

  /** Ends the thread after the work at hand. */
  void stop() {
    stopped = true;
  }
}
