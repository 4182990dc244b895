package org.jiaohao.agent;

import java.time.Duration;

/**
 * A message to the broker, QoS 1.
 *
 * @param topic topic
 * @param payload JSON
 * @param retained whether the broker keeps it
 * @param correlation mark for the receiver of a reply, or null
 * @param deadline {@link System#nanoTime()} after which nobody needs it, or null
 */
record Outgoing(String topic, byte[] payload, boolean retained, byte[] correlation, Long deadline) {

  boolean expired(long nanoTime) {
    return deadline != null && deadline - nanoTime <= 0;
  }

  /** Whole seconds left, at least 1; null when it never expires. */
  Long secondsLeft(long nanoTime) {
    return deadline == null
        ? null
        : Math.max(1, Duration.ofNanos(deadline - nanoTime).plusMillis(999).toSeconds());
  }
}
