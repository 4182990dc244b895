package org.jiaohao.device.api;

/** A strip or board of LEDs that shows text. The newest content wins; older is dropped unsent. */
public interface Sign extends Device {
  /**
   * Shows content, replacing what is there; it is sent again by itself after a loss of the sign.
   *
   * @param content what to show
   * @param shown told once, on the device's thread, when the sign has acknowledged or the content
   *     was given up or replaced
   */
  void show(SignContent content, java.util.function.Consumer<ShowOutcome> shown);

  /** What became of a content. */
  enum ShowOutcome {
    /** The sign acknowledged it. */
    SHOWN,
    /** A newer content took its place before it was sent. */
    REPLACED,
    /** The sign did not acknowledge in time; it is tried again when the sign is back. */
    FAILED
  }
}
