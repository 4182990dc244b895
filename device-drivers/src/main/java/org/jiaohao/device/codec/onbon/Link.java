package org.jiaohao.device.codec.onbon;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What all frames of BX cards travel in: start bytes A5, the escaped content, one end byte 5A.
 * Reading skips noise, holds at most {@code longest} bytes and counts what made no sense.
 */
final class Link {
  private static final int START = 0xa5;
  private static final int END = 0x5a;
  private static final int STARTS = 8;

  private final byte[] content;
  private int length = -1;
  private int escape;
  private long skipped;

  Link(int longest) {
    this.content = new byte[longest];
  }

  /** As sent. */
  static byte[] wire(byte[] content) {
    var out = new ByteArrayOutputStream(content.length + content.length / 16 + STARTS + 1);
    for (int i = 0; i < STARTS; i++) {
      out.write(START);
    }
    for (byte b : content) {
      switch (b & 0xff) {
        case 0xa5 -> pair(out, 0xa6, 2);
        case 0xa6 -> pair(out, 0xa6, 1);
        case 0x5a -> pair(out, 0x5b, 2);
        case 0x5b -> pair(out, 0x5b, 1);
        default -> out.write(b);
      }
    }
    out.write(END);
    return out.toByteArray();
  }

  private static void pair(ByteArrayOutputStream out, int first, int second) {
    out.write(first);
    out.write(second);
  }

  long skipped() {
    return skipped;
  }

  /** The content of a frame was wrong. */
  void refused() {
    skipped++;
  }

  void take(byte[] bytes, int count, Consumer<byte[]> frames) {
    for (int i = 0; i < count; i++) {
      take(bytes[i] & 0xff, frames);
    }
  }

  private void take(int b, Consumer<byte[]> frames) {
    if (b == START) {
      if (length > 0) {
        skipped++;
      }
      length = 0;
      escape = 0;
    } else if (b == END) {
      finish(frames);
    } else if (length < 0) {
      return; // noise between frames
    } else if (escape != 0) {
      boolean known = b == 1 || b == 2;
      int plain = b == 2 ? escape - 1 : escape;
      escape = 0;
      if (known) {
        add(plain);
      } else {
        drop();
      }
    } else if (b == 0xa6 || b == 0x5b) {
      escape = b;
    } else {
      add(b);
    }
  }

  private void add(int b) {
    if (length == content.length) {
      drop();
    } else {
      content[length++] = (byte) b;
    }
  }

  private void drop() {
    skipped++;
    length = -1;
  }

  private void finish(Consumer<byte[]> frames) {
    int end = length;
    boolean whole = escape == 0;
    length = -1;
    escape = 0;
    if (end > 0 && whole) {
      frames.accept(Arrays.copyOf(content, end));
    } else if (end > 0) {
      skipped++;
    }
  }

  /** A little-endian word. */
  static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  static void word(ByteArrayOutputStream out, int value) {
    out.write(value & 0xff);
    out.write(value >> 8 & 0xff);
  }

  static void quad(ByteArrayOutputStream out, int value) {
    word(out, value);
    word(out, value >> 16);
  }

  /** Number in binary-coded decimal, 0 to 99. */
  static int bcd(int value) {
    return value / 10 << 4 | value % 10;
  }
}
