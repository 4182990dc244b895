package org.jiaohao.hall.store;

/**
 * Why the program must not start, with what to do, a sentence in Chinese and one in English. The
 * start ends with these instead of a stack trace, and with an exit code that is not 0.
 */
public class CannotStart extends RuntimeException {
  /** The reason in both languages. */
  public CannotStart(String zh, String en) {
    this(zh, en, null);
  }

  /** The same with what was caught; the sentences must tell its reason. */
  public CannotStart(String zh, String en, Throwable cause) {
    this(zh + "\n" + en, cause);
  }

  CannotStart(String sentences, Throwable cause) {
    super(sentences, cause);
  }
}
