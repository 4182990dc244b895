package org.jiaohao.device.codec.callpad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds frames by 68 length length 68; then as many bytes are taken as the length says, for 16 also
 * stands in data. A wrong check field is normal on a bus where two pads speak at once: the first
 * byte is skipped and counted, the pad repeats.
 */
public final class PadFrameDecoder implements FrameDecoder<PadFrame> {
  private static final int HEADER = 4;
  private static final int TAIL = 2;
  private static final int LONGEST = HEADER + 255 + TAIL;

  private final byte[] buffer = new byte[2 * LONGEST];
  private int size;
  private long skipped;

  @Override
  public List<PadFrame> take(byte[] bytes, int count) {
    List<PadFrame> frames = new ArrayList<>();
    for (int at = 0; at < count; ) {
      int n = Math.min(count - at, buffer.length - size);
      System.arraycopy(bytes, at, buffer, size, n);
      size += n;
      at += n;
      drain(frames);
    }
    return frames;
  }

  private void drain(List<PadFrame> frames) {
    int at = 0;
    boolean enough = true;
    while (enough && at < size) {
      int used = look(at, frames);
      enough = used != 0;
      skipped += used < 0 && (buffer[at] & 0xff) != PadFrame.WAKE ? 1 : 0;
      at += Math.abs(used);
    }
    System.arraycopy(buffer, at, buffer, 0, size - at);
    size -= at;
  }

  /** Bytes of the frame at a place; 0 = more are needed, -1 = none begins here. */
  private int look(int at, List<PadFrame> frames) {
    int there = size - at;
    boolean starts =
        buffer[at] == PadFrame.START
            && (there < 2 || (buffer[at + 1] & 0xff) >= 2)
            && (there < 3 || buffer[at + 2] == buffer[at + 1])
            && (there < HEADER || buffer[at + 3] == PadFrame.START);
    if (!starts) {
      return -1;
    }
    int length = there < 2 ? 0 : buffer[at + 1] & 0xff;
    int whole = HEADER + length + TAIL;
    if (there < HEADER || there < whole) {
      return 0;
    }
    int body = at + HEADER;
    boolean right =
        (buffer[body + length] & 0xff) == PadFrame.sum(buffer, body, length)
            && buffer[body + length + 1] == PadFrame.END;
    if (!right) {
      return -1;
    }
    frames.add(
        new PadFrame(
            buffer[body] & 0xff,
            buffer[body + 1] & 0xff,
            Arrays.copyOfRange(buffer, body + 2, body + length)));
    return whole;
  }

  /** Bytes that belonged to no frame. */
  public long skipped() {
    return skipped;
  }

  /** Nothing came for a while: what has begun will not be finished. */
  public void pause() {
    skipped += size;
    size = 0;
  }
}
