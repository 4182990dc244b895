package org.jiaohao.kiosk;

/** The kiosk cannot do what it was asked; its message says why and what to do next. */
public class KioskException extends RuntimeException {
  private final int status;
  private final Message message;

  /**
   * Creates one.
   *
   * @param status HTTP status that fits
   * @param message what to tell the person
   * @param cause cause or null
   */
  public KioskException(int status, Message message, Throwable cause) {
    super(message.en(), cause);
    this.status = status;
    this.message = message;
  }

  /** HTTP status that fits. */
  public int status() {
    return status;
  }

  /** What to tell the person. */
  public Message userMessage() {
    return message;
  }
}
