package org.jiaohao.device.api;

import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * Lamps, and push buttons beside them, of a window (UnifiedPOS device class Lights; R036 the button
 * that calls staff). All lamps are dark from {@link #open} until something is switched on, and
 * after {@link #close}; a module that was away gets the present state again. The program puts them
 * out itself when it loses what they stand for, such as its server.
 */
public interface Lights extends Device {
  /** How a lamp shines. */
  enum Shine {
    /** Dark. */
    OFF,
    /** Without pause. */
    STEADY,
    /** Half a second on, half a second off. */
    SLOW_BLINK,
    /** Two tenths of a second on, two tenths off. */
    FAST_BLINK;

    private static final long SLOW = Duration.ofMillis(500).toNanos();
    private static final long FAST = Duration.ofMillis(200).toNanos();

    /**
     * Whether the lamp is lit.
     *
     * @param nanos since it was switched on
     */
    public boolean lit(long nanos) {
      return switch (this) {
        case OFF -> false;
        case STEADY -> true;
        case SLOW_BLINK -> nanos / SLOW % 2 == 0;
        case FAST_BLINK -> nanos / FAST % 2 == 0;
      };
    }
  }

  /** How many lamps there are, numbered from 1. */
  int maxLights();

  /** How many buttons there are, numbered from 1. */
  int buttons();

  /**
   * Lets a lamp shine this way until the next call; returns at once.
   *
   * @param light 1 to {@link #maxLights}
   * @throws IllegalArgumentException when there is no such lamp
   */
  void shine(int light, Shine shine);

  /** Puts all lamps out. */
  void allOff();

  /**
   * Adds a listener for the buttons, called with a number once each time one is pushed down, on the
   * device's own thread.
   */
  Registration onPress(IntConsumer listener);
}
