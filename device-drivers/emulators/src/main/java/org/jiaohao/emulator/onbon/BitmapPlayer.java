package org.jiaohao.emulator.onbon;

import java.util.List;

/** Shows the pages of one area as time goes by. */
final class BitmapPlayer {
  private static final int LEFT = 3;
  private static final int LEFT_CONTINUOUS = 4;
  private static final int UP = 5;
  private static final int UP_CONTINUOUS = 6;
  private static final int BLINK = 7;
  private static final long MILLISECOND = 1_000_000;
  private static final long STAY = 10 * MILLISECOND;
  private static final long HALF_SECOND = 500 * MILLISECOND;
  private static final long SECOND = 1000 * MILLISECOND;
  private static final long STEP_PER_SPEED = 4 * MILLISECOND;

  private final BitmapArea area;

  BitmapPlayer(BitmapArea area) {
    this.area = area;
  }

  BitmapArea area() {
    return area;
  }

  /** Whether the area shows nothing any more, by its run mode. */
  boolean over(long elapsed) {
    return switch (area.runMode()) {
      case 2 -> area.timeout() > 0 && elapsed >= area.timeout() * SECOND;
      case 4 -> elapsed >= round();
      default -> false;
    };
  }

  /**
   * Lights and darkens the lamps of the area.
   *
   * @param elapsed nanoseconds since the area came
   */
  void draw(SignPicture picture, long elapsed) {
    if (over(elapsed)) {
      return;
    }
    if (all(LEFT_CONTINUOUS)) {
      ribbon(picture, elapsed, area.width(), columns(), true);
    } else if (all(UP_CONTINUOUS)) {
      ribbon(picture, elapsed, area.height(), (long) area.height() * area.pages().size(), false);
    } else {
      pageByPage(picture, elapsed);
    }
  }

  private long columns() {
    return area.pages().stream().mapToLong(BitmapArea.Page::length).sum();
  }

  private boolean all(int effect) {
    return area.pages().stream().allMatch(page -> page.effect() == effect);
  }

  private long step() {
    return (area.pages().getFirst().speed() + 1L) * STEP_PER_SPEED;
  }

  private long round() {
    if (all(LEFT_CONTINUOUS)) {
      return step() * (area.width() + columns());
    }
    if (all(UP_CONTINUOUS)) {
      return step() * area.height() * (area.pages().size() + 1L);
    }
    return area.pages().stream().mapToLong(this::duration).sum();
  }

  /** Pages one directly behind the other, coming in from the right or from below. */
  private void ribbon(SignPicture picture, long elapsed, int window, long total, boolean left) {
    long moved = elapsed / step();
    for (int y = 0; y < area.height(); y++) {
      for (int x = 0; x < area.width(); x++) {
        long at = moved - window + (left ? x : y);
        LedColor lamp = LedColor.DARK;
        if (at >= 0 && total > 0) {
          lamp = left ? column((int) (at % total), y) : row(x, (int) (at % total));
        }
        picture.set(area.x() + x, area.y() + y, lamp);
      }
    }
  }

  private LedColor column(int at, int y) {
    int column = at;
    for (BitmapArea.Page page : area.pages()) {
      if (column < page.length()) {
        return column < area.width() ? page.lamps()[y * area.width() + column] : LedColor.DARK;
      }
      column -= page.length();
    }
    return LedColor.DARK;
  }

  private LedColor row(int x, int at) {
    BitmapArea.Page page = area.pages().get(at / area.height());
    return page.lamps()[at % area.height() * area.width() + x];
  }

  private long duration(BitmapArea.Page page) {
    return moving(page) + Math.max(1, page.stay()) * STAY;
  }

  private long moving(BitmapArea.Page page) {
    return switch (page.effect()) {
      case LEFT, LEFT_CONTINUOUS -> step() * area.width();
      case UP, UP_CONTINUOUS -> step() * area.height();
      default -> 0;
    };
  }

  private void pageByPage(SignPicture picture, long elapsed) {
    List<BitmapArea.Page> pages = area.pages();
    long round = round();
    boolean done = area.runMode() == 1 && elapsed >= round;
    long left = done ? round - 1 : elapsed % round;
    for (BitmapArea.Page page : pages) {
      if (left < duration(page)) {
        draw(picture, page, left);
        return;
      }
      left -= duration(page);
    }
  }

  private void draw(SignPicture picture, BitmapArea.Page page, long time) {
    long missing = Math.max(0, moving(page) - time) / step();
    boolean up = page.effect() == UP || page.effect() == UP_CONTINUOUS;
    boolean dark = page.effect() == BLINK && time / HALF_SECOND % 2 == 1;
    for (int y = 0; y < area.height(); y++) {
      for (int x = 0; x < area.width(); x++) {
        long fromX = up ? x : x - missing;
        long fromY = up ? y - missing : y;
        boolean there = fromX >= 0 && fromY >= 0 && !dark;
        LedColor lamp = there ? page.lamps()[(int) (fromY * area.width() + fromX)] : LedColor.DARK;
        picture.set(area.x() + x, area.y() + y, lamp);
      }
    }
  }
}
