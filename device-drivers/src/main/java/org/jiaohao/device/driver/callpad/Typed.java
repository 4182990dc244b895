package org.jiaohao.device.driver.callpad;

/** Digits typed before a key; those that nothing follows for ten seconds are forgotten. */
final class Typed {
  private static final long FORGOTTEN_NANOS = 10_000_000_000L;
  private static final int MOST = 6;

  private final StringBuilder digits = new StringBuilder();
  private long at;

  /** A digit 0 to 9 was typed at {@code now} nanoseconds. */
  void add(int digit, long now) {
    if (now - at > FORGOTTEN_NANOS || digits.length() == MOST) {
      clear();
    }
    digits.append(digit);
    at = now;
  }

  /** What was typed, which is thereby used up. */
  String take(long now) {
    String typed = now - at > FORGOTTEN_NANOS ? "" : digits.toString();
    clear();
    return typed;
  }

  void clear() {
    digits.setLength(0);
  }
}
