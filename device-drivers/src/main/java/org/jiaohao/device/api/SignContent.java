package org.jiaohao.device.api;

/**
 * Text for a sign.
 *
 * @param text any characters; those the sign cannot draw are replaced as the driver documents
 * @param color colour where the sign has several
 * @param motion how it appears
 * @param blinkSeconds how long it blinks before it stands still, 0 to 60
 */
public record SignContent(String text, Color color, Motion motion, int blinkSeconds) {
  /** Colours of dual-colour signs. */
  public enum Color {
    /** Red. */
    RED,
    /** Green. */
    GREEN,
    /** Yellow. */
    YELLOW
  }

  /** How the text moves. */
  public enum Motion {
    /** Stands still; a text wider than the sign scrolls. */
    STATIC,
    /** Scrolls to the left without end. */
    SCROLL
  }
}
