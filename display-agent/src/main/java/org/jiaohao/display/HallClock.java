package org.jiaohao.display;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jiaohao.agent.HallTime;
import org.springframework.stereotype.Component;

/**
 * The time in the hall: the server's as measured from here, in the zone of the hall. Whether this
 * machine's own clock is right does not matter.
 */
@Component
public class HallClock {
  private final HallTime time;
  private final Clock own;

  HallClock(HallTime time, Clock own) {
    this.time = time;
    this.own = own;
  }

  /** The time now. */
  public OffsetDateTime now() {
    return OffsetDateTime.ofInstant(time.now(), own.getZone());
  }

  /** Whether the server's time is known; until then the time is that of this machine. */
  public boolean measured() {
    return time.offset().isPresent();
  }

  /**
   * How old a message is that arrived just now and cannot be older than {@code most}. Zero while
   * the server's time has not been measured, and when the result is impossible, because a clock was
   * set a moment ago.
   *
   * @param stamp the server's time on the message
   */
  public Duration age(OffsetDateTime stamp, Duration most) {
    if (time.offset().isEmpty()) {
      return Duration.ZERO;
    }
    Duration age = Duration.between(stamp.toInstant(), time.now());
    return age.isNegative() || age.compareTo(most) > 0 ? Duration.ZERO : age;
  }
}
