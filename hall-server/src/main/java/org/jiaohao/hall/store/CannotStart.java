package org.jiaohao.hall.store;

import org.springframework.boot.ExitCodeGenerator;

/**
 * Why the program must not start, with what to do, a sentence in Chinese and one in English. The
 * start ends with these instead of a stack trace, and with an exit code that is not 0.
 */
public class CannotStart extends RuntimeException implements ExitCodeGenerator {
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

  /** 1 for a setting that cannot be; 20 and more for the data folder. */
  @Override
  public int getExitCode() {
    return 1;
  }
}
