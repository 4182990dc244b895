package org.jiaohao.journey;

/** The hall could not be started or did not do what it should; the message says what to do next. */
public class JourneyException extends RuntimeException {
  /** Creates one. */
  public JourneyException(String message) {
    super(message);
  }

  /** Creates one with its cause. */
  public JourneyException(String message, Throwable cause) {
    super(message, cause);
  }
}
