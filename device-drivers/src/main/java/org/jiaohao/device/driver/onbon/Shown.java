package org.jiaohao.device.driver.onbon;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.driver.onbon.Card.Look;

/** How the areas of a content look while it is shown. */
final class Shown {
  private static final long BLINK = TimeUnit.MILLISECONDS.toNanos(500);

  final List<Area> areas;
  private final boolean calm;
  private final long given;

  /**
   * Takes a content.
   *
   * @param mostAreas further ones are not shown
   * @param calm whether nothing blinks
   * @param given when it was asked for, by {@link System#nanoTime}
   */
  Shown(SignContent content, int mostAreas, boolean calm, long given) {
    this.calm = calm;
    this.areas = content.areas().stream().limit(mostAreas).toList();
    this.given = given;
  }

  /**
   * How an area looks.
   *
   * @param since when the sign began to show it
   */
  Look look(Area area, Card card, long since, long now) {
    if (!blinks(area, card, now)) {
      return Look.STEADY;
    }
    if (card.blinks()) {
      return Look.BLINKING;
    }
    return (now - since) / BLINK % 2 == 0 ? Look.STEADY : Look.DARK;
  }

  /** Nanoseconds until an area looks different, at most {@code longest}. */
  long untilChange(Card card, long since, long now, long longest) {
    long until = longest;
    for (Area area : areas) {
      if (blinks(area, card, now)) {
        long left = end(area) - now;
        long half = card.blinks() ? left : BLINK - (now - since) % BLINK;
        until = Math.min(until, Math.min(left, half));
      }
    }
    return Math.max(until, 0);
  }

  private boolean blinks(Area area, Card card, long now) {
    return !calm && area.blinkSeconds() > 0 && now - end(area) < 0 && !card.moves(area);
  }

  private long end(Area area) {
    return given + TimeUnit.SECONDS.toNanos(area.blinkSeconds());
  }
}
