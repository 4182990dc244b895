package org.jiaohao.emulator.escpos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.emulator.render.Dots;

/**
 * The paper between the last cut and the print head. The knife stands some way behind the head, so
 * a cut leaves the last rows on the next piece.
 */
final class Paper {
  /** What stands on the paper, at the row where it ends. */
  private record Mark(int row, String text, boolean qr) {}

  private static final int LONGEST_ROWS = 16_000;

  private final int knifeRows;
  private Dots dots;
  private List<Mark> marks = new ArrayList<>();
  private int cuts;

  /**
   * Makes paper.
   *
   * @param knifeRows rows from the head to the knife
   */
  Paper(int width, int knifeRows) {
    this.knifeRows = knifeRows;
    this.dots = new Dots(width);
    blank(knifeRows);
  }

  private void blank(int rows) {
    for (int i = 0; i < rows; i++) {
      dots.add(new byte[0]);
    }
  }

  void add(byte[] row) {
    dots.add(row);
  }

  void text(String line) {
    marks.add(new Mark(dots.height(), line, false));
  }

  void qr(String payload) {
    marks.add(new Mark(dots.height(), payload, true));
  }

  /** Pieces cut off so far. */
  int cuts() {
    return cuts;
  }

  /** Whether the paper hangs down so far that it tears by itself. */
  boolean tooLong() {
    return dots.height() > LONGEST_ROWS;
  }

  /** The paper that hangs out, printed or not. */
  PrintedTicket piece(Instant now, long bytes) {
    return piece(cuts + 1, dots.height(), now, bytes);
  }

  /** Cuts and gives what falls off. */
  PrintedTicket cut(Instant now, long bytes) {
    int at = Math.max(0, dots.height() - knifeRows);
    PrintedTicket ticket = piece(++cuts, at, now, bytes);
    List<Mark> rest = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.row > at) {
        rest.add(new Mark(mark.row - at, mark.text, mark.qr));
      }
    }
    dots = dots.slice(at, dots.height());
    marks = rest;
    return ticket;
  }

  private PrintedTicket piece(int n, int rows, Instant now, long bytes) {
    StringBuilder text = new StringBuilder();
    List<String> qr = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.row <= rows) {
        if (mark.qr) {
          qr.add(mark.text);
        } else {
          text.append(mark.text).append('\n');
        }
      }
    }
    return new PrintedTicket(
        n, now, text.toString(), List.copyOf(qr), bytes, rows, dots.slice(0, rows));
  }
}
