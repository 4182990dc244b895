package org.jiaohao.device.codec.onbon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds frames in a card's bytes: between start bytes A5 and an end byte 5A, unescaped, with right
 * length and CRC (FFFF is taken as "not checked"). What is wrong is counted and skipped; it holds
 * at most 2,048 bytes.
 */
public final class OnbonFrameDecoder {
  private static final int LONGEST = 2048;
  private static final int CRC = 2;
  private static final int NOT_CHECKED = 0xffff;
  private static final int BARCODE = 16;

  private final byte[] frame = new byte[LONGEST];
  private int length = -1;
  private int escape;
  private long skipped;

  /** Takes bytes; returns the frames they complete. */
  public List<OnbonFrame> take(byte[] bytes, int count) {
    var frames = new ArrayList<OnbonFrame>();
    for (int i = 0; i < count; i++) {
      take(bytes[i] & 0xff, frames);
    }
    return frames;
  }

  /** Frames and stray runs of bytes that made no sense. */
  public long skipped() {
    return skipped;
  }

  private void take(int b, List<OnbonFrame> frames) {
    if (b == 0xa5) {
      if (length > 0) {
        skipped++;
      }
      length = 0;
      escape = 0;
    } else if (b == 0x5a) {
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
    if (length == LONGEST) {
      drop();
    } else {
      frame[length++] = (byte) b;
    }
  }

  private void drop() {
    skipped++;
    length = -1;
  }

  private void finish(List<OnbonFrame> frames) {
    int end = length;
    length = -1;
    if (end <= 0 || escape != 0) {
      escape = 0;
      if (end > 0) {
        skipped++;
      }
      return;
    }
    int header = OnbonFrame.HEADER + (end > 7 && frame[7] == 1 ? BARCODE : 0);
    if (end < header + CRC) {
      skipped++;
      return;
    }
    int data = word(12);
    int crc = word(end - CRC);
    boolean good =
        data == end - header - CRC && (crc == NOT_CHECKED || crc == Crc16.of(frame, end - CRC));
    if (!good) {
      skipped++;
      return;
    }
    frames.add(new OnbonFrame(word(0), word(2), Arrays.copyOfRange(frame, header, header + data)));
  }

  private int word(int at) {
    return (frame[at] & 0xff) | (frame[at + 1] & 0xff) << 8;
  }
}
