package org.jiaohao.device.codec.callpad;

import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.SlidingDecoder;

/**
 * Finds frames by 68 length length 68; then as many bytes are taken as the length says, for 16 also
 * stands in data. A wrong check field is normal on a bus where two pads speak at once: the first
 * byte is skipped and counted, the pad repeats.
 */
public final class PadFrameDecoder extends SlidingDecoder<PadFrame> {
  private static final int HEADER = 4;
  private static final int TAIL = 2;
  private static final int LONGEST = HEADER + 255 + TAIL;

  /** An empty one. */
  public PadFrameDecoder() {
    super(LONGEST);
  }

  /** A pad is woken by bytes that mean nothing. */
  @Override
  protected boolean counts(byte skipped) {
    return (skipped & 0xff) != PadFrame.WAKE;
  }

  @Override
  protected int look(byte[] buffer, int at, int end, List<PadFrame> frames) {
    int there = end - at;
    boolean starts =
        buffer[at] == PadFrame.START
            && (there < 2 || (buffer[at + 1] & 0xff) >= 2)
            && (there < 3 || buffer[at + 2] == buffer[at + 1])
            && (there < HEADER || buffer[at + 3] == PadFrame.START);
    if (!starts) {
      return NONE;
    }
    int length = there < 2 ? 0 : buffer[at + 1] & 0xff;
    int whole = HEADER + length + TAIL;
    if (there < HEADER || there < whole) {
      return MORE;
    }
    int body = at + HEADER;
    boolean right =
        (buffer[body + length] & 0xff) == PadFrame.sum(buffer, body, length)
            && buffer[body + length + 1] == PadFrame.END;
    if (!right) {
      return NONE;
    }
    frames.add(
        new PadFrame(
            buffer[body] & 0xff,
            buffer[body + 1] & 0xff,
            Arrays.copyOfRange(buffer, body + 2, body + length)));
    return whole;
  }
}
