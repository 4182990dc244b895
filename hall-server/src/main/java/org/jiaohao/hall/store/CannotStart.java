package org.jiaohao.hall.store;

/**
 * Why the program must not start, with what to do. The start ends with these sentences instead of a
 * stack trace, and with an exit code that is not 0.
 */
public final class CannotStart extends RuntimeException {
  /** The reason in both languages. */
  public CannotStart(String zh, String en) {
    super(zh + "\n" + en);
  }

  /** The same with what was caught; the sentences must tell its reason. */
  public CannotStart(String zh, String en, Throwable cause) {
    super(zh + "\n" + en, cause);
  }
}
