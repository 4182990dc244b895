package org.jiaohao.device.codec.idcard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds answers of a reader. The preamble may also stand in a photo: once a length was read, so
 * many bytes are taken; where the check field is wrong the first byte is dropped and the search
 * begins anew. What was used is overwritten.
 */
public final class SamFrameDecoder implements FrameDecoder<SamFrame> {
  private static final int LONGEST = 4096;
  private static final int START = SamFrame.PREAMBLE.length;
  private static final int SHORTEST = SamFrame.STATUS + 1;

  private final byte[] buffer = new byte[2 * (LONGEST + START + 2)];
  private int size;
  private long skipped;

  @Override
  public List<SamFrame> take(byte[] bytes, int count) {
    List<SamFrame> frames = new ArrayList<>();
    for (int at = 0; at < count; ) {
      int n = Math.min(count - at, buffer.length - size);
      System.arraycopy(bytes, at, buffer, size, n);
      size += n;
      at += n;
      drain(frames);
    }
    return frames;
  }

  private void drain(List<SamFrame> frames) {
    int at = 0;
    boolean enough = true;
    while (enough && size > at) {
      int used = look(at, frames);
      enough = used != 0;
      if (used < 0) {
        skipped++;
      }
      at += Math.abs(used);
    }
    System.arraycopy(buffer, at, buffer, 0, size - at);
    Arrays.fill(buffer, size - at, size, (byte) 0);
    size -= at;
  }

  /** Bytes of the frame at a place; 0 = more are needed, -1 = none begins here. */
  private int look(int at, List<SamFrame> frames) {
    int there = Math.min(START, size - at);
    if (!Arrays.equals(buffer, at, at + there, SamFrame.PREAMBLE, 0, there)) {
      return -1;
    }
    if (size - at < START + 2) {
      return 0;
    }
    int length = (buffer[at + START] & 0xff) << 8 | buffer[at + START + 1] & 0xff;
    if (length < SHORTEST || length > LONGEST) {
      return -1;
    }
    int whole = START + 2 + length;
    if (size - at < whole) {
      return 0;
    }
    if (SamFrame.xor(buffer, at + START, at + whole) != 0) {
      return -1;
    }
    int data = at + START + 2 + SamFrame.STATUS;
    frames.add(
        new SamFrame(
            Arrays.copyOfRange(buffer, data - SamFrame.STATUS, data),
            Arrays.copyOfRange(buffer, data, at + whole - 1)));
    return whole;
  }

  /** Bytes that belonged to no frame. */
  public long skipped() {
    return skipped;
  }

  /** Forgets what has begun. */
  public void reset() {
    Arrays.fill(buffer, (byte) 0);
    size = 0;
  }
}
