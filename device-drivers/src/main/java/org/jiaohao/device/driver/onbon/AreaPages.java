package org.jiaohao.device.driver.onbon;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Line;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.codec.onbon.DynamicArea;
import org.jiaohao.device.codec.onbon.DynamicArea.Page;
import org.jiaohao.device.driver.onbon.Card.Look;
import org.jiaohao.device.driver.sign.Lamps;
import org.jiaohao.font.BitmapFont;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of an area. What stands is one page; what blinks is that page and a dark one in
 * turn; what moves is a long picture cut into pages as large as the area, which the card moves one
 * directly behind the other.
 */
final class AreaPages {
  private static final Logger LOG = LoggerFactory.getLogger(AreaPages.class);
  private static final int LINE = 16; // lamps of a line that comes up
  private static final int GAP = 32; // dark lamps between the end and the next beginning
  private static final int SPEED = 8;
  private static final int HALF_SECOND = 50; // in 10 ms

  private final DynamicProfile profile;
  private final Area area;
  private final Box box;

  AreaPages(DynamicProfile profile, Area area, Box box) {
    this.profile = profile;
    this.area = area;
    this.box = box;
  }

  /** Whether it moves, because it shall or because a line is too wide. */
  boolean moves() {
    return area.motion() != Motion.STATIC || widest() > box.width();
  }

  private int widest() {
    BitmapFont font = Lamps.font(box.height() / area.lines().size());
    return area.lines().stream().mapToInt(l -> Lamps.textWidth(l.text(), font)).max().orElse(0);
  }

  /** The area's lamps while it stands; of what moves, the beginning. */
  Lamps standing() {
    return moves() ? moving() : Lamps.of(area.lines(), box.width(), box.height());
  }

  List<Page> pages(Look look) {
    if (!moves()) {
      Lamps picture = standing();
      Page lit = page(picture, 0, 0, DynamicArea.STILL, HALF_SECOND, box.width());
      var nothing = new Lamps(box.width(), box.height());
      Page dark = page(nothing, 0, 0, DynamicArea.STILL, HALF_SECOND, box.width());
      return look == Look.BLINKING ? List.of(lit, dark) : List.of(lit);
    }
    Lamps picture = moving();
    boolean up = area.motion() == Motion.SCROLL_UP;
    int most = Math.max(1, profile.areaBytes() / bitmap(picture, 0, 0).length);
    int length = up ? picture.height() : picture.width();
    int step = up ? box.height() : box.width();
    List<Page> pages = new ArrayList<>();
    for (int at = 0; at < length && pages.size() < most; at += step) {
      pages.add(
          up
              ? page(picture, 0, at, DynamicArea.UP, 0, box.width())
              : page(picture, at, 0, DynamicArea.LEFT, 0, Math.min(step, length - at)));
    }
    if (pages.size() * step < length) {
      LOG.warn("A text is longer than a card takes; its end is not shown: {}", area.text());
    }
    return pages;
  }

  private Lamps moving() {
    return area.motion() == Motion.SCROLL_UP ? tall() : wide();
  }

  /** All lines from the left edge, one below the other. */
  private Lamps wide() {
    int room = box.height() / area.lines().size();
    var all = new Lamps(widest() + GAP, box.height());
    for (int i = 0; i < area.lines().size(); i++) {
      copy(Lamps.strip(area.lines().get(i), room), all, i * room);
    }
    return all;
  }

  /** All lines below one another, those that are too wide broken into several. */
  private Lamps tall() {
    List<Line> lines = new ArrayList<>();
    area.lines().forEach(line -> broken(line, lines));
    int perPage = Math.max(1, box.height() / LINE);
    int room = box.height() / perPage;
    int pages = (lines.size() + perPage - 1) / perPage;
    var all = new Lamps(box.width(), pages * box.height());
    for (int i = 0; i < lines.size(); i++) {
      int top = i / perPage * box.height() + i % perPage * room + (room - LINE) / 2;
      copy(Lamps.strip(lines.get(i), LINE), all, top);
    }
    return all;
  }

  private void broken(Line line, List<Line> lines) {
    var text = new StringBuilder();
    int used = 0;
    for (int point : line.text().codePoints().toArray()) {
      int wide = Lamps.textWidth(Character.toString(point), BitmapFont.size16());
      if (used + wide > box.width() && used > 0) {
        lines.add(new Line(text.toString(), line.color()));
        text.setLength(0);
        used = 0;
      }
      text.appendCodePoint(point);
      used += wide;
    }
    lines.add(new Line(text.toString(), line.color()));
  }

  private static void copy(Lamps part, Lamps all, int top) {
    for (int y = 0; y < part.height(); y++) {
      for (int x = 0; x < part.width(); x++) {
        all.set(x, top + y, part.at(x, y));
      }
    }
  }

  private Page page(Lamps picture, int left, int top, int effect, int stay, int length) {
    return new Page(effect, 0, SPEED, stay, length, bitmap(picture, left, top));
  }

  private byte[] bitmap(Lamps picture, int left, int top) {
    return profile
        .format()
        .pack(
            box.x(),
            box.width(),
            box.height(),
            profile.colors(),
            (x, y) -> rgb(picture.at(left + x, top + y)));
  }

  private static int rgb(Color color) {
    return switch (color) {
      case null -> 0;
      case RED -> 0xff0000;
      case GREEN -> 0x00ff00;
      case YELLOW -> 0xffff00;
    };
  }
}
