package org.jiaohao.device.codec.idcard;

import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.SlidingDecoder;

/**
 * Finds answers of a reader. The preamble may also stand in a photo: once a length was read, so
 * many bytes are taken; where the check field is wrong the first byte is dropped and the search
 * begins again.
 */
public final class SamFrameDecoder extends SlidingDecoder<SamFrame> {
  private static final int LONGEST = 4096;
  private static final int START = SamFrame.PREAMBLE.length;
  private static final int SHORTEST = SamFrame.STATUS + 1;

  /** An empty one. */
  public SamFrameDecoder() {
    super(LONGEST + START + 2);
  }

  @Override
  protected int look(byte[] buffer, int at, int end, List<SamFrame> frames) {
    int there = Math.min(START, end - at);
    if (!Arrays.equals(buffer, at, at + there, SamFrame.PREAMBLE, 0, there)) {
      return NONE;
    }
    if (end - at < START + 2) {
      return MORE;
    }
    int length = (buffer[at + START] & 0xff) << 8 | buffer[at + START + 1] & 0xff;
    if (length < SHORTEST || length > LONGEST) {
      return NONE;
    }
    int whole = START + 2 + length;
    if (end - at < whole) {
      return MORE;
    }
    if (SamFrame.xor(buffer, at + START, at + whole) != 0) {
      return NONE;
    }
    int data = at + START + 2 + SamFrame.STATUS;
    frames.add(
        new SamFrame(
            Arrays.copyOfRange(buffer, data - SamFrame.STATUS, data),
            Arrays.copyOfRange(buffer, data, at + whole - 1)));
    return whole;
  }
}
