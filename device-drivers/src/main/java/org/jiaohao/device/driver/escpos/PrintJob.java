package org.jiaohao.device.driver.escpos;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.PrintOutcome;

/**
 * A document on its way from the caller's thread to the printer's and its outcome on the way back.
 */
final class PrintJob {
  /** Time beyond the deadline in which the printer's thread closes a job it has begun. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final JobBytes bytes;
  private final String id;
  private final Runnable beforeFirstByte;
  private final long until;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CompletableFuture<PrintOutcome> outcome = new CompletableFuture<>();

  PrintJob(JobBytes bytes, String id, Runnable beforeFirstByte, long until) {
    this.bytes = bytes;
    this.id = id;
    this.beforeFirstByte = beforeFirstByte;
    this.until = until;
  }

  JobBytes bytes() {
    return bytes;
  }

  /** The four characters the printer returns, where it can. */
  String id() {
    return id;
  }

  /** {@link System#nanoTime()} of the deadline. */
  long until() {
    return until;
  }

  long nanosLeft() {
    return until - System.nanoTime();
  }

  /** Takes the job; false when the caller has given it up or another took it. */
  boolean take() {
    return taken.compareAndSet(false, true);
  }

  /**
   * Runs the caller's hook.
   *
   * @return whether the job may be sent; otherwise it has ended with the hook's exception
   */
  boolean mayBegin() {
    try {
      beforeFirstByte.run();
      return true;
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
      return false;
    }
  }

  void end(PrintOutcome result) {
    outcome.complete(result);
  }

  /**
   * Waits for the outcome.
   *
   * @param tooLate the fault when the printer's thread does not come to it in time
   */
  PrintOutcome await(DeviceFault tooLate) {
    PrintOutcome result = within(nanosLeft());
    if (result == null) {
      if (take()) {
        return new PrintOutcome.Failed(tooLate);
      }
      result = within(GRACE.toNanos());
    }
    return result == null ? new PrintOutcome.Uncertain(tooLate) : result;
  }

  /** The outcome, or null when there is none in time; an interrupt is left to the caller. */
  private PrintOutcome within(long nanos) {
    long until = System.nanoTime() + nanos;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return outcome.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true; // the paper moves on; only its outcome says what became of it
        } catch (TimeoutException e) {
          return null;
        } catch (ExecutionException e) {
          throw thrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new CompletionException(cause);
    };
  }
}
