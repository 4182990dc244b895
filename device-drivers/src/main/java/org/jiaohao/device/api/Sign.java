package org.jiaohao.device.api;

import java.time.LocalDateTime;
import java.util.function.Consumer;

/** A strip or board of LEDs that shows text. The newest content wins; older is dropped unsent. */
public interface Sign extends Device {
  /**
   * Shows content, replacing what is there; it is sent again by itself after a loss of the sign.
   *
   * @param content what to show
   * @param shown called once, on the device's thread, when the sign has acknowledged (where it
   *     cannot: when the last byte was sent) or the content was given up or replaced
   */
  void show(SignContent content, Consumer<ShowOutcome> shown);

  /** What this sign can do. */
  SignFeatures features();

  /**
   * The picture the sign shows of a content that stands still: one pixel a lamp, black where it is
   * dark.
   *
   * @return a PNG file
   */
  byte[] preview(SignContent content);

  /**
   * Sets the brightness, again after each loss of the sign; nothing happens on signs without.
   *
   * @param percent 1 to 100
   */
  default void brightness(int percent) {}

  /** Lights or darkens the sign without losing its content; nothing happens on signs without. */
  default void power(boolean on) {}

  /** Sets the sign's own clock; nothing happens on signs without. */
  default void clock(LocalDateTime time) {}

  /** What became of a content. */
  enum ShowOutcome {
    /** The sign acknowledged it; a sign that never answers took all its bytes. */
    SHOWN,
    /** A newer content took its place before it was sent. */
    REPLACED,
    /** The sign did not acknowledge in time; it is tried again when the sign is back. */
    FAILED
  }
}
