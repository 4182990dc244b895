package org.jiaohao.emulator.escpos;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.emulator.render.Dots;

/** Collects one line of print: cells beside each other, standing on a common bottom. */
final class LineComposer {
  /**
   * A finished line.
   *
   * @param dots as wide as the paper
   * @param text what it reads
   */
  record Line(Dots dots, String text) {}

  private record Placed(int x, Cell cell) {}

  private static final int ANK_DOTS = 12;

  private final int paperWidth;
  private final List<Placed> cells = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int x;
  private int right;

  LineComposer(int paperWidth) {
    this.paperWidth = paperWidth;
  }

  boolean empty() {
    return cells.isEmpty();
  }

  int position() {
    return x;
  }

  boolean fits(Cell cell, int areaWidth) {
    return x + cell.dots().width() <= areaWidth;
  }

  void add(Cell cell) {
    cells.add(new Placed(x, cell));
    text.append(cell.text());
    x += cell.dots().width();
    right = Math.max(right, x);
  }

  /** Moves to a column of dots; a move to the right reads as spaces. */
  void moveTo(int column, int areaWidth) {
    int target = Math.clamp(column, 0, areaWidth);
    if (target > x && !cells.isEmpty()) {
      text.append(" ".repeat(Math.max(1, (target - x) / ANK_DOTS)));
    }
    x = target;
  }

  void discard() {
    cells.clear();
    text.setLength(0);
    x = 0;
    right = 0;
  }

  /** The line as it prints; the composer is empty afterwards. */
  Line finish(Style style) {
    int height = cells.stream().mapToInt(p -> p.cell.dots().height()).max().orElse(0);
    int free = Math.max(0, Math.min(style.areaWidth, paperWidth - style.leftMargin) - right);
    int shift =
        style.leftMargin
            + switch (style.align) {
              case LEFT -> 0;
              case CENTER -> free / 2;
              case RIGHT -> free;
            };
    Dots dots = new Dots(paperWidth, height);
    for (Placed placed : cells) {
      Dots cell = placed.cell.dots();
      int top = height - cell.height();
      for (int dy = 0; dy < cell.height(); dy++) {
        for (int dx = 0; dx < cell.width(); dx++) {
          if (cell.get(dx, dy)) {
            dots.set(shift + placed.x + dx, top + dy, true);
          }
        }
      }
    }
    Line line = new Line(dots, text.toString());
    discard();
    return line;
  }
}
