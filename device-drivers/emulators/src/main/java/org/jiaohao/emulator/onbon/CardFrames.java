package org.jiaohao.emulator.onbon;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The link layer: {@code A5… escaped(header, data, CRC) 5A}. Noise between frames is skipped; a
 * frame that begins anew, is escaped wrongly or is too long is dropped and counted.
 */
final class CardFrames {
  /** Takes the unescaped content of a frame: header, data, CRC. */
  interface Sink {
    /** Called for each frame with a proper end. */
    void frame(byte[] content);
  }

  /** Most bytes a card of the K family takes. */
  static final int LONGEST = 1024;

  private static final int START = 0xA5;
  private static final int END = 0x5A;
  private static final int ESCAPE_START = 0xA6;
  private static final int ESCAPE_END = 0x5B;
  private static final int STARTS_SENT = 8;

  private final Sink sink;
  private final int longest;
  private byte[] content = new byte[LONGEST];
  private int length;
  private boolean inside;
  private int escape;
  private long bad;

  CardFrames(Sink sink) {
    this(sink, LONGEST);
  }

  /** For a card that takes frames of another length. */
  CardFrames(Sink sink, int longest) {
    this.sink = sink;
    this.longest = longest;
  }

  /** Frames dropped because of their form. */
  long bad() {
    return bad;
  }

  void reset() {
    inside = false;
    escape = 0;
    length = 0;
  }

  void accept(int value) {
    if (value == START) {
      if (inside && length > 0) {
        bad++;
      }
      reset();
      inside = true;
    } else if (!inside) {
      return;
    } else if (value == END) {
      byte[] whole = Arrays.copyOf(content, length);
      boolean good = escape == 0 && length > 0;
      reset();
      if (good) {
        sink.frame(whole);
      } else {
        bad++;
      }
    } else if (escape != 0) {
      unescape(value);
    } else if (value == ESCAPE_START || value == ESCAPE_END) {
      escape = value;
    } else {
      append(value);
    }
  }

  private void unescape(int value) {
    int original =
        switch (escape << 8 | value) {
          case ESCAPE_START << 8 | 2 -> START;
          case ESCAPE_START << 8 | 1 -> ESCAPE_START;
          case ESCAPE_END << 8 | 2 -> END;
          case ESCAPE_END << 8 | 1 -> ESCAPE_END;
          default -> -1;
        };
    escape = 0;
    if (original < 0) {
      bad++;
      reset();
    } else {
      append(original);
    }
  }

  private void append(int value) {
    if (length == longest) {
      bad++;
      reset();
    } else {
      if (length == content.length) {
        content = Arrays.copyOf(content, Math.min(longest, 2 * length));
      }
      content[length++] = (byte) value;
    }
  }

  /** The bytes of a frame on the line. */
  static byte[] wire(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < STARTS_SENT; i++) {
      out.write(START);
    }
    for (byte b : content) {
      switch (b & 0xFF) {
        case START -> out.writeBytes(new byte[] {(byte) ESCAPE_START, 2});
        case ESCAPE_START -> out.writeBytes(new byte[] {(byte) ESCAPE_START, 1});
        case END -> out.writeBytes(new byte[] {(byte) ESCAPE_END, 2});
        case ESCAPE_END -> out.writeBytes(new byte[] {(byte) ESCAPE_END, 1});
        default -> out.write(b);
      }
    }
    out.write(END);
    return out.toByteArray();
  }

  /** CRC-16/ARC: reflected A001, initial 0. */
  static int crc(byte[] bytes, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1;
      }
    }
    return crc;
  }
}
