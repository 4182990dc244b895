package org.jiaohao.agent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again: what one run throws, an {@link Error} as well, is logged and
 * ends neither its thread nor its schedule. Without this an executor drops the task without a word
 * and the agent looks alive. When memory is exhausted the JVM ends by itself.
 */
public final class Enduring {
  private static final Logger LOG = LoggerFactory.getLogger(Enduring.class);

  private Enduring() {}

  /**
   * Wraps work for a thread or a schedule.
   *
   * @param name what it is, for the log
   */
  public static Runnable work(String name, Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        LOG.error("{} failed; it goes on", name, e);
      }
    };
  }
}
