package org.jiaohao.device.driver.onbon;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.OptionalInt;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sign was set to besides its content. Brightness and power are set again when the sign may
 * have lost them; the clock is set once, as late as it may be.
 */
final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  private static final int BUSY = 3;

  private Boolean power;
  private Integer brightness;
  private LocalDateTime time;
  private long timeGiven;
  private boolean powerDue;
  private boolean brightnessDue;

  synchronized void power(boolean on) {
    power = on;
    powerDue = true;
  }

  synchronized void brightness(int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("brightness is 1 to 100 percent, not " + percent);
    }
    brightness = percent;
    brightnessDue = true;
  }

  synchronized void clock(LocalDateTime now) {
    time = now;
    timeGiven = System.nanoTime();
  }

  /** The sign may have lost them. */
  synchronized void lost() {
    powerDue = power != null;
    brightnessDue = brightness != null;
  }

  synchronized boolean due() {
    return powerDue || brightnessDue || time != null;
  }

  /**
   * Sends one that is due. A card that refuses it is not asked again: its content is more
   * important.
   *
   * @return 0 = done or refused; the card's error when it is busy; empty when it did not answer
   */
  OptionalInt send(Card card) throws TransportException {
    Boolean on;
    Integer percent;
    LocalDateTime now;
    synchronized (this) {
      on = powerDue ? power : null;
      percent = on == null && brightnessDue ? brightness : null;
      now =
          on == null && percent == null && time != null
              ? time.plus(Duration.ofNanos(System.nanoTime() - timeGiven))
              : null;
    }
    OptionalInt error;
    if (on != null) {
      error = card.power(on);
    } else if (percent != null) {
      error = card.brightness(percent);
    } else {
      error = card.clock(now);
    }
    if (error.isEmpty() || error.getAsInt() == BUSY || error.getAsInt() == OnbonLine.OUTDATED) {
      return error;
    }
    if (error.getAsInt() != 0) {
      LOG.warn("A sign's card refused a setting with error {}", error.getAsInt());
    }
    done(on, percent, now);
    return OptionalInt.of(0);
  }

  /** A setting that was changed meanwhile stays due. */
  private synchronized void done(Boolean on, Integer percent, LocalDateTime now) {
    powerDue &= on == null || !on.equals(power);
    brightnessDue &= percent == null || !percent.equals(brightness);
    time = now == null ? time : null;
  }
}
