package org.jiaohao.kiosk;

/** The kiosk cannot do what it was asked; the notice says why and what to do next. */
public class KioskException extends RuntimeException {
  private final int status;
  private final Notice notice;

  /**
   * Creates one.
   *
   * @param status HTTP status that fits
   * @param notice what to tell the person
   * @param cause cause or null
   */
  public KioskException(int status, Notice notice, Throwable cause) {
    super(notice.en(), cause);
    this.status = status;
    this.notice = notice;
  }

  /** HTTP status that fits. */
  public int status() {
    return status;
  }

  /** What to tell the person. */
  public Notice notice() {
    return notice;
  }
}
