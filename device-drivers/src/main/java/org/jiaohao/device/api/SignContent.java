package org.jiaohao.device.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a sign shows, independent of its make.
 *
 * @param areas parts of the sign, at least one; a sign that has fewer shows the first ones
 * @param urgency who goes first where several signs share a line
 */
public record SignContent(List<Area> areas, Urgency urgency) {
  /** Colours of dual-colour signs; full-colour signs show the pure colour. */
  public enum Color {
    /** Red. */
    RED,
    /** Green. */
    GREEN,
    /** Yellow. */
    YELLOW
  }

  /** How a text moves. */
  public enum Motion {
    /** Stands still; a text wider than its area scrolls. */
    STATIC,
    /** Scrolls to the left without end. */
    SCROLL,
    /** Comes up from below, line after line, without end. */
    SCROLL_UP
  }

  /** Who goes first on a shared line. */
  public enum Urgency {
    /** A call: before everything else. */
    CALL,
    /** What can wait: rolling texts, idle texts. */
    ROUTINE
  }

  /**
   * A rectangle of lamps.
   *
   * @param x left edge, from 0
   * @param y upper edge, from 0
   * @param width in lamps, at least 1
   * @param height in lamps, at least 1
   */
  public record Box(int x, int y, int width, int height) {}

  /**
   * A line of text.
   *
   * @param text any characters; those the sign cannot draw are replaced as the driver documents
   * @param color colour where the sign has several
   */
  public record Line(String text, Color color) {
    /** Leaves out what has no picture. */
    public Line {
      text = Invisible.without(text);
    }
  }

  /**
   * A part of the sign.
   *
   * @param box where, or null for the whole sign
   * @param lines from top to bottom, at least one
   * @param motion how they move
   * @param blinkSeconds how long they blink before they stand still, 0 to 60
   */
  public record Area(Box box, List<Line> lines, Motion motion, int blinkSeconds) {
    /** Copies the list. */
    public Area {
      lines = List.copyOf(lines);
    }

    /** All lines as one, parted by a space, for signs of a single line. */
    public String text() {
      return lines.stream().map(Line::text).collect(Collectors.joining(" "));
    }

    /** Colour of the first line. */
    public Color color() {
      return lines.getFirst().color();
    }
  }

  /** Copies the list. */
  public SignContent {
    areas = List.copyOf(areas);
  }

  /** One line on the whole sign; what blinks is a call. */
  public static SignContent of(String text, Color color, Motion motion, int blinkSeconds) {
    var area = new Area(null, List.of(new Line(text, color)), motion, blinkSeconds);
    return new SignContent(List.of(area), blinkSeconds > 0 ? Urgency.CALL : Urgency.ROUTINE);
  }
}
