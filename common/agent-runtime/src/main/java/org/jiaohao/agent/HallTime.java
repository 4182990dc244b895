package org.jiaohao.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The hall server's time, as measured from here: the clocks of two machines are never compared raw
 * (N24). A time that came from the server may be compared with {@link #now()}, and with nothing
 * else.
 */
public interface HallTime {
  /** How far the clocks of agent and server may differ before it is an alert. */
  Duration TOLERATED_DRIFT = Duration.ofSeconds(5);

  /**
   * The server's time now. It goes on evenly when somebody sets this machine's clock. Until the
   * server has been measured for the first time it is this machine's own time.
   */
  Instant now();

  /**
   * How far this machine's clock is off: its time minus the server's, negative when it is slow.
   * Empty until the server has been measured.
   */
  Optional<Duration> offset();

  /** Whether this machine's clock is off by more than {@link #TOLERATED_DRIFT}. */
  default boolean drift() {
    return offset().map(Duration::abs).orElse(Duration.ZERO).compareTo(TOLERATED_DRIFT) > 0;
  }
}
