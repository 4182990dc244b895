package org.jiaohao.device.transport;

import java.io.IOException;

/** A line that is not there, broke, or did not take or give bytes in time. */
public class TransportException extends IOException {
  /** Why. */
  public enum Reason {
    /** No such port, or nobody listens. */
    NOT_THERE,
    /** The port may not be opened: rights, or another program has it. */
    DENIED,
    /** Several devices fit the address. */
    AMBIGUOUS,
    /** The line broke. */
    GONE,
    /** The peer did not take bytes before the deadline. */
    TIMEOUT,
    /** The peer shows another certificate than before; the message holds both fingerprints. */
    CERTIFICATE,
    /** No secure connection could be made. */
    TLS,
    /** The peer takes requests through TLS only. */
    TLS_WANTED,
    /** The peer asks for user and password, or does not take them. */
    LOGIN
  }

  private final Reason reason;

  /** Creates one; the message is for logs. */
  public TransportException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
