package org.jiaohao.hall.store;

import java.time.Instant;
import java.util.concurrent.Callable;

/**
 * The time by which the request that is being served must have begun, as whoever sent it asked. Its
 * first command looks at it on the write path, behind everything that may have held it up.
 */
public final class LatestTime {
  private static final ScopedValue<LatestTime> CURRENT = ScopedValue.newInstance();

  private final Instant latest;
  private volatile boolean begun;

  /** A request that must begin by {@code latest}, the server's time. */
  public LatestTime(Instant latest) {
    this.latest = latest;
  }

  /** Serves a request that has to begin in time. */
  public void serve(Callable<Void> request) throws Exception {
    ScopedValue.where(CURRENT, this).call(request::call);
  }

  static LatestTime current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /** Whether it is too late to begin. */
  public boolean passed(Instant now) {
    return now.isAfter(latest);
  }

  /**
   * Called before each command of the request; what has begun in time goes on to its end.
   *
   * @throws TooLateException when nothing was done yet and the time is over
   */
  void begin(Instant now) {
    if (!begun && passed(now)) {
      throw new TooLateException();
    }
    begun = true;
  }

  /** The request came too late; nothing was done. */
  public static final class TooLateException extends RuntimeException {
    TooLateException() {
      super("the request came too late");
    }
  }
}
