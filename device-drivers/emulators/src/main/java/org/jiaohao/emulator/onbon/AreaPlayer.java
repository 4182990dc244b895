package org.jiaohao.emulator.onbon;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.font.BitmapFont;

/** Shows one area as time goes by: pages that stand, or a line that moves. */
final class AreaPlayer {
  private static final int LEFT = 3;
  private static final int RIGHT = 4;
  private static final int UP = 5;
  private static final long MILLISECOND = 1_000_000;
  private static final long HALF_SECOND = 500 * MILLISECOND;
  private static final long SECOND = 1000 * MILLISECOND;
  private static final long STEP_PER_SPEED = 4 * MILLISECOND;

  private final TextArea area;
  private final List<List<List<SignText.Letter>>> pages;
  private final int lineWidth;

  AreaPlayer(TextArea area) {
    this.area = area;
    List<List<SignText.Letter>> lines = lines();
    this.lineWidth = lines.stream().mapToInt(AreaPlayer::width).max().orElse(0);
    this.pages = pages(lines);
  }

  TextArea area() {
    return area;
  }

  private boolean moving() {
    return area.effect() == LEFT || area.effect() == RIGHT;
  }

  private List<List<SignText.Letter>> lines() {
    List<List<SignText.Letter>> lines = new ArrayList<>();
    List<SignText.Letter> line = new ArrayList<>();
    for (SignText.Letter letter : area.text().letters()) {
      boolean full = !line.isEmpty() && width(line) + width(letter) > area.width();
      if (!moving() && (letter.newLine() || full)) {
        lines.add(line);
        line = new ArrayList<>();
      }
      if (!letter.newLine()) {
        line.add(letter);
      }
    }
    lines.add(line);
    return lines;
  }

  private List<List<List<SignText.Letter>>> pages(List<List<SignText.Letter>> lines) {
    int lineHeight = lines.stream().mapToInt(AreaPlayer::height).max().orElse(16);
    int perPage =
        area.singleLine()
            ? 1
            : Math.max(1, (area.height() + area.lineSpacing()) / (lineHeight + area.lineSpacing()));
    List<List<List<SignText.Letter>>> result = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += perPage) {
      result.add(lines.subList(from, Math.min(from + perPage, lines.size())));
    }
    return result;
  }

  private static int width(List<SignText.Letter> line) {
    return line.stream().mapToInt(AreaPlayer::width).sum();
  }

  private static int width(SignText.Letter letter) {
    return letter.codePoint() < 0x80 ? letter.size() / 2 : letter.size();
  }

  private static int height(List<SignText.Letter> line) {
    return line.stream().mapToInt(SignText.Letter::size).max().orElse(16);
  }

  private long stepNanos() {
    return (area.speed() + 1L) * STEP_PER_SPEED;
  }

  private long roundNanos() {
    return moving() ? stepNanos() * (area.width() + lineWidth) : pages.size() * pageNanos();
  }

  /** How long a page moves up into its place, and stands there. */
  private long pageNanos() {
    return risingNanos() + Math.max(1, area.stay()) * HALF_SECOND;
  }

  private long risingNanos() {
    return area.effect() == UP ? stepNanos() * area.height() : 0;
  }

  /** Whether the area shows nothing any more, by its run mode. */
  boolean over(long elapsed) {
    return switch (area.runMode()) {
      case 2 -> area.timeout() > 0 && elapsed >= area.timeout() * SECOND;
      case 4 -> elapsed >= roundNanos();
      case 5 -> elapsed >= roundNanos() * Math.max(1, area.timeout());
      default -> false;
    };
  }

  /**
   * Lights the lamps of the area.
   *
   * @param elapsed nanoseconds since the text came
   */
  void draw(SignPicture picture, long elapsed) {
    if (over(elapsed)) {
      return;
    }
    boolean once = area.runMode() == 1 && elapsed >= roundNanos();
    if (moving()) {
      long step = once ? area.width() : elapsed / stepNanos() % (area.width() + lineWidth);
      int left = area.effect() == LEFT ? area.width() - (int) step : (int) step - lineWidth;
      draw(picture, pages.getFirst(), left, 0);
    } else {
      int page = once ? pages.size() - 1 : (int) (elapsed / pageNanos() % pages.size());
      long missing = once ? 0 : Math.max(0, risingNanos() - elapsed % pageNanos());
      draw(picture, pages.get(page), Integer.MIN_VALUE, (int) (missing / stepNanos()));
    }
  }

  private void draw(SignPicture picture, List<List<SignText.Letter>> lines, int left, int lower) {
    int total =
        lines.stream().mapToInt(AreaPlayer::height).sum() + area.lineSpacing() * (lines.size() - 1);
    int top =
        switch (area.align() & 0x0C) {
          case 4 -> area.height() - total;
          case 8 -> (area.height() - total) / 2;
          default -> 0;
        };
    top += lower;
    for (List<SignText.Letter> line : lines) {
      int free = Math.max(0, area.width() - width(line));
      int x =
          left != Integer.MIN_VALUE
              ? left
              : switch (area.align() & 0x03) {
                case 1 -> free;
                case 2 -> free / 2;
                default -> 0;
              };
      for (SignText.Letter letter : line) {
        draw(picture, letter, x, top + height(line) - letter.size());
        x += width(letter);
      }
      top += height(line) + area.lineSpacing();
    }
  }

  private void draw(SignPicture picture, SignText.Letter letter, int left, int top) {
    BitmapFont font = letter.size() == 24 ? BitmapFont.size24() : BitmapFont.size16();
    int scale = letter.size() == 32 ? 2 : 1;
    BitmapFont.Glyph glyph = font.glyph(letter.codePoint());
    int width = width(letter);
    for (int y = 0; y < letter.size(); y++) {
      for (int x = 0; x < width; x++) {
        boolean lit =
            glyph == null
                ? x == 1 || y == 1 || x == width - 2 || y == letter.size() - 2
                : x / scale < glyph.width()
                    && y / scale < glyph.height()
                    && glyph.dot(x / scale, y / scale);
        if (lit
            && left + x >= 0
            && left + x < area.width()
            && top + y >= 0
            && top + y < area.height()) {
          picture.set(area.x() + left + x, area.y() + top + y, letter.color());
        }
      }
    }
  }
}
