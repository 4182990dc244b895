package org.jiaohao.device.codec.onbon;

/**
 * An area of text in the memory of a card of the K family (A3 06).
 *
 * @param id number of the area, from 0
 * @param x left edge in lamps
 * @param y upper edge in lamps
 * @param width in lamps
 * @param height in lamps
 * @param align {@link #TOP_LEFT}, {@link #MIDDLE_LEFT} or {@link #CENTRED}
 * @param effect {@link #STILL}, {@link #LEFT} or {@link #UP}
 * @param wraps whether the card begins a new line where one is full; else it is a single line
 * @param text bytes in the card's character set, with its escapes
 */
public record TextArea(
    int id,
    int x,
    int y,
    int width,
    int height,
    int align,
    int effect,
    boolean wraps,
    byte[] text) {
  /** From the upper left corner. */
  public static final int TOP_LEFT = 0;

  /** In the middle, at the left. */
  public static final int MIDDLE_LEFT = 8;

  /** In the middle, both ways. */
  public static final int CENTRED = 0x0a;

  /** Effect: appears at once and stands still. */
  public static final int STILL = 2;

  /** Effect: moves to the left without end. */
  public static final int LEFT = 3;

  /** Effect: page after page moves up into its place. */
  public static final int UP = 5;
}
