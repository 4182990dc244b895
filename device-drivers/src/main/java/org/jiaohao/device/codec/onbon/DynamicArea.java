package org.jiaohao.device.codec.onbon;

import java.util.List;

/**
 * An area of pictures in a card's memory (A7 00).
 *
 * @param id number of the area, from 0
 * @param timeout seconds without an update after which run mode 2 clears it
 * @param x left edge in lamps
 * @param y upper edge in lamps
 * @param width in lamps
 * @param height in lamps
 * @param pages shown one after the other without end, at least one
 */
public record DynamicArea(
    int id, int timeout, int x, int y, int width, int height, List<Page> pages) {
  /** Effect: stands still from the first moment. */
  public static final int STILL = 1;

  /** Effect: appears at once. */
  public static final int QUICK = 2;

  /** Effect: pages move to the left, one directly behind the other. */
  public static final int LEFT = 4;

  /** Effect: pages move up, one directly below the other. */
  public static final int UP = 6;

  /** Copies the list. */
  public DynamicArea {
    pages = List.copyOf(pages);
  }

  /**
   * A page.
   *
   * @param effect how it appears, 00 to 28
   * @param exit how it leaves, 0 = not at all
   * @param speed 0 fast to 63 slow
   * @param stay how long it stands, in 10 ms
   * @param length columns that count when it moves sideways
   * @param bitmap as {@link PixelFormat} makes it
   */
  public record Page(int effect, int exit, int speed, int stay, int length, byte[] bitmap) {}
}
