package org.jiaohao.device.driver.onbon;

import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalInt;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.driver.sign.Lamps;
import org.jiaohao.device.transport.TransportException;

/**
 * A family of cards: what it can do and how it is told. Commands return the card's error code, 0 =
 * done, empty when it did not answer.
 */
interface Card {
  /** How an area looks at a moment. */
  enum Look {
    STEADY,
    DARK,
    BLINKING
  }

  /** What the card knows of what it was shown. */
  enum Memory {
    HOLDS,
    LOST,
    /** It does not tell. */
    UNKNOWN
  }

  /**
   * An area of the content.
   *
   * @param due whether it must be sent; the others are there already
   */
  record Part(Area area, Look look, boolean due) {}

  /** Where an area lies on the screen; what lies outside is cut off. */
  static Box box(Area area, int width, int height) {
    Box box = area.box();
    if (box == null) {
      return new Box(0, 0, width, height);
    }
    int x = Math.clamp(box.x(), 0, width - 1);
    int y = Math.clamp(box.y(), 0, height - 1);
    return new Box(
        x, y, Math.clamp(box.width(), 1, width - x), Math.clamp(box.height(), 1, height - y));
  }

  SignFeatures features();

  /** What the sign shows of a content that stands still. */
  Lamps picture(SignContent content);

  /** Whether an area moves, because it shall or because it is too wide. */
  boolean moves(Area area);

  /** Whether the card blinks by itself; else its areas are darkened and lit again. */
  boolean blinks();

  /** Goes on with a new connection. */
  void connected(OnbonLine line);

  /** Shows the parts that are due, and removes areas the content does not have. */
  OptionalInt show(List<Part> parts) throws TransportException;

  /** Asks whether the card is there; {@link #memory} tells more. */
  OptionalInt ask() throws TransportException;

  /** What the last {@link #ask} said of the areas. */
  Memory memory();

  OptionalInt power(boolean on) throws TransportException;

  /** Sets the brightness, 1 to 100 percent. */
  OptionalInt brightness(int percent) throws TransportException;

  OptionalInt clock(LocalDateTime time) throws TransportException;
}
