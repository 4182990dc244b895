package org.jiaohao.hall.store;

import java.util.concurrent.Callable;

/**
 * Where the commands of the present request come from, for the log (N17): the address of the
 * caller. Commands without one were begun by the server itself.
 *
 * @param name network address, or {@code mqtt} for what came through the broker
 */
public record Source(String name) {
  /** What the server does by itself. */
  static final Source SERVER = new Source("server");

  private static final ScopedValue<Source> CURRENT = ScopedValue.newInstance();

  /** Serves a request that comes from here. */
  public void serve(Callable<Void> request) throws Exception {
    ScopedValue.where(CURRENT, this).call(request::call);
  }

  /** Does something that came from here. */
  public void run(Runnable task) {
    ScopedValue.where(CURRENT, this).run(task);
  }

  /** Where the present request comes from. */
  public static Source current() {
    return CURRENT.isBound() ? CURRENT.get() : SERVER;
  }
}
