package org.jiaohao.device.driver;

import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Jobs of several threads for the one thread of a device, in order; each caller is answered soon
 * after its deadline, whatever the device does.
 *
 * @param <J> a job
 * @param <O> what becomes of it
 */
public final class JobQueue<J extends Job<O>, O> {
  private final BlockingQueue<J> waiting = new LinkedBlockingQueue<>();
  private final Deque<J> pending = new ConcurrentLinkedDeque<>();

  /** The jobs not yet begun, for the device's thread. */
  public BlockingQueue<J> waiting() {
    return waiting;
  }

  /** The job that came first of those whose callers wait, begun or not. */
  public Optional<J> oldest() {
    return Optional.ofNullable(pending.peekFirst());
  }

  /**
   * Adds a job and waits for its outcome.
   *
   * @param grace how long after its deadline the device's thread may still set the outcome
   * @param untouched the outcome when it was never begun
   * @param unknown the outcome when it was begun and its end is not known
   */
  public O run(J job, Duration grace, Supplier<O> untouched, Supplier<O> unknown) {
    pending.add(job);
    waiting.add(job);
    try {
      return job.outcome().get(job.left() + grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return waiting.remove(job) ? untouched.get() : unknown.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return waiting.remove(job) ? untouched.get() : unknown.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // outcomes are only ever given
    } finally {
      pending.remove(job);
    }
  }

  /** Ends all jobs that were not begun. */
  public void endAll(O outcome) {
    for (J job = waiting.poll(); job != null; job = waiting.poll()) {
      job.end(outcome);
    }
  }
}
