package org.jiaohao.device.driver.onbon;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Line;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.codec.onbon.OnbonCommands;
import org.jiaohao.device.codec.onbon.TextArea;
import org.jiaohao.device.driver.sign.Lamps;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.font.BitmapFont;
import org.jiaohao.font.BitmapFont.Glyph;

/**
 * A card of the K family, told by dynamic text (A3 06), which lives in the card's memory and never
 * wears its flash. Verified against the maker's golden frames, not on a card.
 *
 * <p>Each line that stands is a text area of its own, so that the card needs no mark for a new
 * line; what scrolls is one line; what comes up is padded so that the card's own wrapping ends its
 * lines. Characters are those of the card's font, 16 lamps high: its shapes may differ from the
 * preview's in a lamp here and there. A frame fits the card's 1,024 bytes: longer texts are cut.
 */
final class TextCard implements Card {
  private static final int TALL = 16;
  private static final int COLUMN = 8; // lamps of a half-width character
  private static final int MOST_TEXT = 900;
  private static final int AREA_BYTES = 40;

  private final int width;
  private final int height;
  private final int mostAreas;
  private final SignText text;
  private final Framing framing;
  private OnbonLine line;
  private int held = -1; // areas on the card; -1: what an earlier program left
  private boolean countsAreas;
  private boolean doubted;
  private boolean tellsState;
  private Memory memory = Memory.HOLDS;

  TextCard(int address, int width, int height, int mostAreas, SignText text) {
    this.width = width;
    this.height = height;
    this.mostAreas = mostAreas;
    this.text = text;
    this.framing = Framing.text(address);
  }

  /** A line on the card. */
  private record Row(Box box, List<Line> lines, Motion motion, boolean moves) {}

  @Override
  public SignFeatures features() {
    return new SignFeatures(
        width, height, Set.of(Color.values()), mostAreas, false, true, false, true, true);
  }

  @Override
  public Lamps picture(SignContent content) {
    var lamps = new Lamps(width, height);
    for (Area area : content.areas().stream().limit(mostAreas).toList()) {
      for (Row row : rows(area)) {
        draw(lamps, row);
      }
    }
    return lamps;
  }

  private void draw(Lamps lamps, Row row) {
    int wide = row.lines.stream().mapToInt(l -> SignText.columns(text.bytes(l.text()))).sum();
    Box box = row.box;
    int left = row.moves ? 0 : (box.width() - wide * COLUMN) / 2;
    int top = (box.height() - TALL) / 2;
    for (Line each : row.lines) {
      for (int point : text.shown(each.text()).codePoints().toArray()) {
        Glyph glyph = BitmapFont.size16().glyph(point);
        for (int i = 0; i < glyph.width() * glyph.height(); i++) {
          int x = left + i % glyph.width();
          int y = top + i / glyph.width();
          boolean inside = x < box.width() && y >= 0 && y < box.height();
          if (inside && glyph.dot(i % glyph.width(), i / glyph.width())) {
            lamps.set(box.x() + x, box.y() + y, each.color());
          }
        }
        left += point < 0x80 ? COLUMN : 2 * COLUMN;
      }
    }
  }

  @Override
  public boolean moves(Area area) {
    return rows(area).stream().anyMatch(Row::moves);
  }

  @Override
  public boolean blinks() {
    return false;
  }

  @Override
  public void connected(OnbonLine open) {
    line = open;
    tellsState = true;
  }

  /** Lines of an area that fit below one another; those that move as one. */
  private List<Row> rows(Area area) {
    Box box = Card.box(area, width, height);
    if (area.motion() != Motion.STATIC) {
      return List.of(new Row(box, area.lines(), area.motion(), true));
    }
    int count = Math.min(area.lines().size(), Math.max(1, box.height() / TALL));
    int room = box.height() / count;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Line each = area.lines().get(i);
      boolean wide = SignText.columns(text.bytes(each.text())) * COLUMN > box.width();
      var part = new Box(box.x(), box.y() + i * room, box.width(), room);
      rows.add(new Row(part, List.of(each), wide ? Motion.SCROLL : Motion.STATIC, wide));
    }
    return rows;
  }

  @Override
  public OptionalInt show(List<Part> parts) throws TransportException {
    if (held < 0) {
      OptionalInt error = line.exchange(framing, OnbonCommands.clear());
      if (error.isEmpty() || error.getAsInt() != 0) {
        return error;
      }
      held = 0;
    }
    List<TextArea> areas = new ArrayList<>();
    int id = 0;
    int room = MOST_TEXT;
    for (Part part : parts) {
      for (Row row : rows(part.area())) {
        if (part.due() && id < mostAreas) {
          TextArea area = area(id, row, part.look() == Look.DARK, room);
          room = Math.max(0, room - AREA_BYTES - area.text().length);
          areas.add(area);
        }
        id++;
      }
    }
    int holds = Math.min(id, mostAreas);
    List<Integer> gone = IntStream.range(holds, Math.max(holds, held)).boxed().toList();
    OptionalInt error =
        areas.isEmpty() && gone.isEmpty()
            ? OptionalInt.of(0)
            : line.exchange(framing, OnbonCommands.showTexts(gone, areas));
    if (error.isPresent() && error.getAsInt() == 0) {
      held = holds;
    }
    return error;
  }

  private TextArea area(int id, Row row, boolean dark, int room) {
    Box box = row.box;
    boolean up = row.motion == Motion.SCROLL_UP;
    int effect = up ? TextArea.UP : row.moves ? TextArea.LEFT : TextArea.STILL;
    int align = up ? TextArea.TOP_LEFT : row.moves ? TextArea.MIDDLE_LEFT : TextArea.CENTRED;
    var bytes = new CutBytes(room, up ? Math.max(2, box.width() / COLUMN) : Integer.MAX_VALUE);
    for (int i = 0; i < row.lines.size(); i++) {
      Line each = row.lines.get(i);
      bytes.escape(escape(each.color()));
      if (dark) {
        bytes.add(new byte[] {' '});
      } else {
        text.codes(each.text()).forEach(bytes::add);
      }
      if (up) {
        bytes.endLine();
      } else if (i + 1 < row.lines.size()) {
        bytes.add(new byte[] {' '});
      }
    }
    return new TextArea(
        id, box.x(), box.y(), box.width(), box.height(), align, effect, up, bytes.toByteArray());
  }

  private static byte[] escape(Color color) {
    return switch (color) {
      case RED -> "\\C1".getBytes(StandardCharsets.US_ASCII);
      case GREEN -> "\\C2".getBytes(StandardCharsets.US_ASCII);
      case YELLOW -> "\\C3".getBytes(StandardCharsets.US_ASCII);
    };
  }

  @Override
  public OptionalInt ask() throws TransportException {
    OptionalInt error = OptionalInt.empty();
    if (tellsState) {
      error = line.exchange(framing, OnbonCommands.status());
    }
    boolean told = error.isPresent() && error.getAsInt() == 0;
    if (!told && !line.outdated()) {
      error = line.exchange(framing, OnbonCommands.ping());
      tellsState &= error.isEmpty() || error.getAsInt() != 0;
      countsAreas &= tellsState;
    }
    int areas = told ? OnbonCommands.areas(line.answer()) : 0;
    countsAreas |= areas > 0;
    boolean empty = areas == 0 && held > 0;
    if (countsAreas) {
      memory = empty ? Memory.LOST : Memory.HOLDS;
    } else {
      // A card that lists no area never lists any, or has lost its power since the first content:
      // the content is sent once more to find out.
      memory = told && empty && !doubted ? Memory.LOST : Memory.UNKNOWN;
      doubted |= memory == Memory.LOST;
    }
    return error;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public OptionalInt power(boolean on) throws TransportException {
    return line.exchange(framing, OnbonCommands.power(on));
  }

  @Override
  public OptionalInt brightness(int percent) {
    return OptionalInt.of(0); // these cards have no command for it
  }

  @Override
  public OptionalInt clock(LocalDateTime time) throws TransportException {
    return line.exchange(framing, OnbonCommands.clock(time));
  }
}
