package org.jiaohao.device.driver;

import java.time.Duration;

/**
 * How long drivers wait between two attempts, between two questions and for an answer. What the
 * device itself prescribes, such as the pause that ends a frame, is not a matter of pace.
 *
 * @param factor by which every such wait differs from the usual one, more than 0
 */
public record Pace(double factor) {
  /** For real devices. */
  public static final Pace USUAL = new Pace(1);

  /** Checks the factor. */
  public Pace {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("a pace is more than 0, not " + factor);
    }
  }

  /** A wait at this pace. */
  public Duration of(Duration usual) {
    return Duration.ofNanos((long) (usual.toNanos() * factor));
  }
}
