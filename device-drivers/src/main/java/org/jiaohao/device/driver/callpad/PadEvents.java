package org.jiaohao.device.driver.callpad;

import java.util.function.Consumer;
import org.jiaohao.device.api.CallPad.Key;
import org.jiaohao.device.api.CallPad.Press;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.driver.Listeners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a pad, one for each press (R041): the same key within half a second is a contact
 * that bounces or a line that repeats, and nobody calls two citizens within 1.5 s, so that a stuck
 * key or an angry finger does not empty the queue.
 */
final class PadEvents {
  private static final Logger LOG = LoggerFactory.getLogger(PadEvents.class);
  private static final long BOUNCE_NANOS = 500_000_000L;
  private static final long CALLS_NANOS = 1_500_000_000L;

  private final String pad;
  private final Listeners<Press> presses;
  private final Listeners<Integer> ratings;
  private Press last;
  private long lastAt;
  private int rated = -1;
  private long ratedAt;
  private boolean called;
  private long calledAt;

  PadEvents(String pad) {
    this.pad = pad;
    this.presses = new Listeners<>(pad);
    this.ratings = new Listeners<>(pad);
  }

  Registration onPress(Consumer<Press> listener) {
    return presses.add(listener);
  }

  Registration onRating(Consumer<Integer> listener) {
    return ratings.add(listener);
  }

  /** A key was pressed at {@code now} nanoseconds. */
  void press(Key key, String digits, long now) {
    var press = new Press(key, digits);
    boolean same = press.equals(last) && now - lastAt < BOUNCE_NANOS;
    last = press;
    lastAt = now;
    boolean tooSoon = key == Key.CALL && called && now - calledAt < CALLS_NANOS;
    if (same || tooSoon) {
      LOG.info("{}: {} again, ignored", pad, key);
      return;
    }
    if (key == Key.CALL) {
      called = true;
      calledAt = now;
    }
    LOG.info("{}: {}", pad, key);
    presses.tell(press);
  }

  /** The citizen gave a rating, 0 (best) to 4, at {@code now} nanoseconds. */
  void rating(int value, long now) {
    boolean same = value == rated && now - ratedAt < BOUNCE_NANOS;
    rated = value;
    ratedAt = now;
    if (!same) {
      ratings.tell(value);
    }
  }
}
