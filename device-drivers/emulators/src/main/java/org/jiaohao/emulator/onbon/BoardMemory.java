package org.jiaohao.emulator.onbon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The dynamic areas a card holds in memory. */
final class BoardMemory {
  private static final int MOST_BYTES = 300 * 1024;
  private static final int ALL = 0xFF;

  private record Playing(BitmapPlayer player, long since) {}

  private final DynamicOptions options;
  private final SortedMap<Integer, Playing> areas = new TreeMap<>();
  private long updates;

  BoardMemory(DynamicOptions options) {
    this.options = options;
  }

  void clear() {
    areas.clear();
  }

  /**
   * A7 00: sets areas. Nothing changes when any part of it is wrong.
   *
   * @throws java.nio.BufferUnderflowException when it ends too early
   * @throws IllegalArgumentException when an area makes no sense
   */
  CardError update(byte[] payload, long now) {
    ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    List<BitmapArea> read =
        options.model().generation() == 5
            ? List.of(BitmapArea.read5(in, options))
            : BitmapArea.read6(in, options);
    for (BitmapArea area : read) {
      if (area.x() + area.width() > options.width()
          || area.y() + area.height() > options.height()) {
        return CardError.SCREEN_PARAMETER;
      }
      if (area.bytes() > MOST_BYTES) {
        return CardError.MEMORY;
      }
    }
    long more = read.stream().filter(area -> !areas.containsKey(area.id())).count();
    if (areas.size() + more > options.model().areas()) {
      return CardError.MEMORY;
    }
    read.forEach(area -> areas.put(area.id(), new Playing(new BitmapPlayer(area), now)));
    updates += read.size();
    return CardError.NONE;
  }

  /** A7 01: deletes areas by number, or all. */
  void delete(byte[] payload) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    int count = in.get() & 0xFF;
    if (count == ALL) {
      areas.clear();
      return;
    }
    byte[] ids = new byte[count];
    in.get(ids);
    for (byte id : ids) {
      areas.remove(id & 0xFF);
    }
  }

  void draw(SignPicture picture, long now) {
    areas.values().forEach(playing -> playing.player.draw(picture, now - playing.since));
  }

  List<BitmapArea> areas() {
    return areas.values().stream().map(playing -> playing.player.area()).toList();
  }

  /** Areas received since the start. */
  long updates() {
    return updates;
  }
}
