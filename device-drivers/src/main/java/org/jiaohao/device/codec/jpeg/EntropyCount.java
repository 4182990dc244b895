package org.jiaohao.device.codec.jpeg;

import org.jiaohao.device.codec.jpeg.JpegHeader.Component;

/**
 * Counts the rows in the entropy-coded data of the first scan, without making a picture of them
 * (T.81, F.2.2: a code for each coefficient that is not zero, then its bits).
 */
final class EntropyCount {
  private static final int BLOCK = 64;
  private static final int SIDE = 8;
  private static final int ZEROS = 15;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;
  private static final int PEEK = 16;

  private final byte[] file;
  private final JpegHeader header;
  private int at;
  private long buffer;
  private int bits;
  private int units;
  private boolean whole;

  private EntropyCount(byte[] file, JpegHeader header) {
    this.file = file;
    this.header = header;
    this.at = header.data();
  }

  /** Counts, as far as the data can be read. */
  static EntropyCount of(byte[] file, JpegHeader header) {
    var count = new EntropyCount(file, header);
    if (header.sequential() && !header.scan().isEmpty() && header.width() > 0) {
      count.run();
      count.whole = JpegHeight.marker(file, count.at) > 0; // all was read, not given up
    }
    count.toMarker();
    return count;
  }

  /** Where the marker behind the data stands, or the end of the file. */
  int end() {
    return at;
  }

  /** Whole rows of units times the height of one; 0 when they cannot be counted. */
  int rows() {
    if (units == 0 || !whole) {
      return 0;
    }
    boolean one = header.scan().size() == 1;
    Component first = header.scan().getFirst();
    int mostH = header.most()[0];
    int mostV = header.most()[1];
    int width = one ? up(header.width() * first.horizontal(), mostH) : header.width();
    int perRow = up(width, one ? SIDE : SIDE * mostH);
    int height = one ? SIDE * mostV / first.vertical() : SIDE * mostV;
    return units / perRow * height;
  }

  private static int up(int value, int by) {
    return (value + by - 1) / by;
  }

  private void run() {
    int untilRestart = header.restart();
    while (unit()) {
      units++;
      if (header.restart() > 0 && --untilRestart == 0) {
        untilRestart = header.restart();
        if (!restarted()) {
          return;
        }
      }
    }
  }

  private boolean unit() {
    if (header.scan().size() == 1) {
      return block(header.scan().getFirst());
    }
    for (Component component : header.scan()) {
      for (int i = 0; i < component.horizontal() * component.vertical(); i++) {
        if (!block(component)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean block(Component component) {
    int size = code(header.tables()[component.dc()]);
    if (size < 0 || !skip(size & 0xF)) {
      return false;
    }
    HuffmanTable table = header.tables()[4 + component.ac()];
    int k = 1;
    while (k < BLOCK) {
      int symbol = code(table);
      if (symbol < 0 || !skip(symbol & 0xF)) {
        return false;
      }
      int zeros = symbol >> 4;
      if ((symbol & 0xF) == 0 && zeros != ZEROS) {
        return true; // end of block
      }
      k += zeros + 1;
    }
    return true;
  }

  /** The next symbol; -1 when there is no such code, or the data end. */
  private int code(HuffmanTable table) {
    fill();
    int next = (int) (bits >= PEEK ? buffer >> bits - PEEK : buffer << PEEK - bits) & 0xFFFF;
    int entry = table == null ? 0 : table.look(next);
    int length = entry >> 8;
    return length == 0 || !skip(length) ? -1 : entry & 0xFF;
  }

  private boolean skip(int number) {
    if (bits < number) {
      fill();
    }
    if (bits < number) {
      return false;
    }
    bits -= number;
    return true;
  }

  private void fill() {
    while (bits <= 48 && at < file.length) {
      int next = file[at] & 0xFF;
      if (next == 0xFF) {
        if (JpegHeight.marker(file, at) != 0) {
          return;
        }
        at++;
      }
      at++;
      buffer = buffer << 8 | next;
      bits += 8;
    }
  }

  private boolean restarted() {
    bits = 0;
    toMarker();
    int marker = JpegHeight.marker(file, at);
    if (marker < RST0 || marker > RST7) {
      return false;
    }
    at += 2;
    return true;
  }

  /** Goes on to the next marker that is no stuffed byte. */
  private void toMarker() {
    while (at < file.length) {
      int marker = JpegHeight.marker(file, at);
      if (marker > 0 && marker != 0xFF) {
        return;
      }
      at++;
    }
  }
}
