package org.jiaohao.emulator.onbon;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One dynamic area of pictures (A7 00) as the card holds it in memory.
 *
 * @param id number of the area
 * @param runMode 0 loop, 1 once and keep, 2 loop until the timeout, 4 once then nothing
 * @param timeout seconds
 * @param x lamps from the left
 * @param y lamps from the top
 * @param width lamps
 * @param height lamps
 * @param bytes of all its pictures
 * @param pages in order
 */
record BitmapArea(
    int id,
    int runMode,
    int timeout,
    int x,
    int y,
    int width,
    int height,
    int bytes,
    List<Page> pages) {
  private static final int PICTURES = 0x10;
  private static final int FRAME_BYTES = 5;

  /**
   * A page.
   *
   * @param effect 1 static, 2 at once, 3 left, 4 left continuous, 5 up, 6 up continuous, 7 blink
   * @param speed 0 fast
   * @param stay in 10 ms
   * @param length columns that count when it moves sideways
   * @param lamps row by row
   */
  record Page(int effect, int speed, int stay, int length, LedColor[] lamps) {}

  /** A page before its picture is read. */
  private record Motion(int effect, int speed, int stay, int length) {}

  /** Reads the payload of the fifth generation: one area. */
  static BitmapArea read5(ByteBuffer in, DynamicOptions options) {
    ByteBuffer data = slice(in, in.getInt());
    BitmapArea head = head(data);
    List<Page> pages = new ArrayList<>();
    int bytes = 0;
    for (int count = data.getShort() & 0xFFFF; count > 0; count--) {
      ByteBuffer page = slice(data, data.getInt());
      Motion motion = motion(page);
      page.getInt();
      bytes += page.remaining();
      pages.add(head.page(motion, page, options));
    }
    check(!data.hasRemaining() && !in.hasRemaining(), "bytes after the last page");
    return head.with(pages, bytes);
  }

  /** Reads the payload of the sixth generation: several areas, then all pictures. */
  static List<BitmapArea> read6(ByteBuffer in, DynamicOptions options) {
    record Place(Motion motion, int offset, int length) {}
    record Pending(BitmapArea head, List<Place> places) {}
    List<Pending> pending = new ArrayList<>();
    for (int count = in.getShort() & 0xFFFF; count > 0; count--) {
      ByteBuffer data = slice(in, in.getInt());
      BitmapArea head = head(data);
      check(data.get() == 0, "a background is not drawn");
      data.get();
      data.get();
      check(data.get() == 0, "a sound is not played");
      data.position(data.position() + 5);
      List<Place> places = new ArrayList<>();
      for (int page = data.getShort() & 0xFFFF; page > 0; page--) {
        ByteBuffer parameters = slice(data, data.getInt());
        Motion motion = motion(parameters);
        parameters.position(parameters.position() + 9);
        places.add(new Place(motion, parameters.getInt(), parameters.getInt()));
      }
      check(!data.hasRemaining(), "bytes after the last page");
      pending.add(new Pending(head, places));
    }
    ByteBuffer pictures = in.slice().order(in.order());
    List<BitmapArea> areas = new ArrayList<>();
    for (Pending each : pending) {
      List<Page> pages = new ArrayList<>();
      int bytes = 0;
      for (Place place : each.places) {
        ByteBuffer picture = pictures.duplicate().order(in.order());
        check(place.offset >= 0 && place.offset <= pictures.limit(), "offset of a picture");
        picture.position(place.offset);
        bytes += place.length;
        pages.add(each.head.page(place.motion, slice(picture, place.length), options));
      }
      areas.add(each.head.with(pages, bytes));
    }
    return areas;
  }

  private static BitmapArea head(ByteBuffer data) {
    int id = data.get() & 0xFF;
    int runMode = data.get() & 0xFF;
    int timeout = data.getShort() & 0xFFFF;
    data.get(); // belongs to all programs
    int programs = data.getShort() & 0xFFFF;
    data.position(data.position() + 2 * programs);
    data.get(); // shown at once
    data.getInt();
    check(data.get() == PICTURES, "type of an area");
    int x = data.getShort() & 0xFFFF;
    int y = data.getShort() & 0xFFFF;
    int width = data.getShort() & 0xFFFF;
    int height = data.getShort() & 0xFFFF;
    if (data.get() != 0) {
      data.position(data.position() + FRAME_BYTES);
    }
    return new BitmapArea(id, runMode, timeout, x, y, width, height, 0, List.of());
  }

  private static Motion motion(ByteBuffer page) {
    page.get(); // a picture
    int effect = page.get() & 0xFF;
    page.get(); // how it leaves
    int speed = page.get() & 0xFF;
    int stay = page.getShort() & 0xFFFF;
    page.get(); // repeats
    return new Motion(effect, speed, stay, page.getShort() & 0xFFFF);
  }

  private Page page(Motion motion, ByteBuffer picture, DynamicOptions options) {
    return new Page(
        motion.effect, motion.speed, motion.stay, motion.length, lamps(picture, options));
  }

  private LedColor[] lamps(ByteBuffer in, DynamicOptions options) {
    check(width > 0 && height > 0, "an area without lamps");
    LedColor[] lamps = new LedColor[width * height];
    switch (options.model().pixels) {
      case BYTES -> {
        int lead = x % 8;
        int columns = (lead + width + 7) / 8;
        check(in.remaining() == columns * height * options.colors(), "length of a picture");
        for (int i = 0; i < lamps.length; i++) {
          int column = lead + i % width;
          int at = in.position() + (i / width * columns + column / 8) * options.colors();
          boolean red = dark(in.get(at), column % 8);
          boolean green = options.colors() == 1 || dark(in.get(at + 1), column % 8);
          lamps[i] = lamp(!red, !green);
        }
      }
      case WORDS -> {
        int words = (width + 31) / 32;
        int plane = words * 4 * height;
        check(in.remaining() == plane * options.colors(), "length of a picture");
        for (int i = 0; i < lamps.length; i++) {
          int column = i % width;
          int at = in.position() + (i / width * words + column / 32) * 4;
          int bit = 31 - column % 32;
          boolean red = (in.getInt(at) >>> bit & 1) == 0;
          boolean green = options.colors() == 2 && (in.getInt(at + plane) >>> bit & 1) == 0;
          lamps[i] = lamp(red, green);
        }
      }
      case RGB565 -> {
        check(in.remaining() == lamps.length * 2, "length of a picture");
        for (int i = 0; i < lamps.length; i++) {
          int word = in.getShort() & 0xFFFF;
          lamps[i] = LedColor.of((word & 0xF800) << 8 | (word & 0x07E0) << 5 | (word & 31) << 3);
        }
      }
      case RGB888 -> {
        check(in.remaining() == lamps.length * 3, "length of a picture");
        for (int i = 0; i < lamps.length; i++) {
          lamps[i] =
              LedColor.of((in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF);
        }
      }
    }
    return lamps;
  }

  private static boolean dark(byte value, int bitFromLeft) {
    return (value >> 7 - bitFromLeft & 1) == 1;
  }

  private static LedColor lamp(boolean red, boolean green) {
    return red && green
        ? LedColor.YELLOW
        : red ? LedColor.RED : green ? LedColor.GREEN : LedColor.DARK;
  }

  private BitmapArea with(List<Page> read, int size) {
    check(!read.isEmpty(), "an area without pages");
    return new BitmapArea(id, runMode, timeout, x, y, width, height, size, List.copyOf(read));
  }

  private static ByteBuffer slice(ByteBuffer in, int length) {
    check(length >= 0 && length <= in.remaining(), "a length");
    byte[] part = new byte[length];
    in.get(part);
    return ByteBuffer.wrap(part).order(in.order());
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException(what);
    }
  }

  /** Colours that are lit somewhere on its pages. */
  List<LedColor> colors() {
    return pages.stream()
        .flatMap(page -> Arrays.stream(page.lamps))
        .filter(lamp -> lamp != LedColor.DARK)
        .distinct()
        .sorted()
        .toList();
  }
}
