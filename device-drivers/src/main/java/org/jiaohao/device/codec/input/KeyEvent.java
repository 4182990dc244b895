package org.jiaohao.device.codec.input;

/**
 * An event of a Linux input device (input.h, struct input_event of 64-bit systems).
 *
 * @param type {@link #KEY} for keys; others carry nothing for us
 * @param code key, by its place on a US keyboard
 * @param value {@link #RELEASED}, {@link #PRESSED} or 2 for a key that repeats
 */
public record KeyEvent(int type, int code, int value) {
  /** Type of key events. */
  public static final int KEY = 1;

  /** The key went up. */
  public static final int RELEASED = 0;

  /** The key went down. */
  public static final int PRESSED = 1;

  static final int BYTES = 24;
}
