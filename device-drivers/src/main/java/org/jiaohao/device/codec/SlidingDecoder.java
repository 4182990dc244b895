package org.jiaohao.device.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A decoder that looks for frames byte by byte: where none begins, one byte is skipped and counted.
 * Bytes that were used are overwritten, for they may be personal.
 *
 * @param <F> a frame
 */
public abstract class SlidingDecoder<F> implements FrameDecoder<F> {
  /** More bytes are needed to know what begins here. */
  protected static final int MORE = 0;

  /** No frame begins here. */
  protected static final int NONE = -1;

  private final byte[] buffer;
  private int size;
  private long skipped;

  /**
   * Creates an empty decoder.
   *
   * @param longest bytes of the longest frame
   */
  protected SlidingDecoder(int longest) {
    buffer = new byte[2 * longest];
  }

  /**
   * Looks at the place where a frame may begin.
   *
   * @param bytes what came
   * @param at the place, before {@code end}
   * @param end behind the last byte that came
   * @param frames takes the frame, if it is whole and one that counts
   * @return bytes of the frame, {@link #MORE} or {@link #NONE}
   */
  protected abstract int look(byte[] bytes, int at, int end, List<F> frames);

  /** Whether a byte that belongs to no frame is worth counting. */
  protected boolean counts(byte skipped) {
    return true;
  }

  @Override
  public final List<F> take(byte[] bytes, int count) {
    List<F> frames = new ArrayList<>();
    for (int from = 0; from < count; ) {
      int n = Math.min(count - from, buffer.length - size);
      System.arraycopy(bytes, from, buffer, size, n);
      size += n;
      from += n;
      drain(frames);
    }
    return frames;
  }

  private void drain(List<F> frames) {
    int at = 0;
    int used = NONE;
    while (used != MORE && at < size) {
      used = look(buffer, at, size, frames);
      if (used == NONE) {
        skipped += counts(buffer[at]) ? 1 : 0;
      }
      at += Math.abs(used);
    }
    System.arraycopy(buffer, at, buffer, 0, size - at);
    Arrays.fill(buffer, size - at, size, (byte) 0);
    size -= at;
  }

  /** Bytes that belonged to no frame. */
  public final long skipped() {
    return skipped;
  }

  /** Nothing came for a while, or the line is new: what has begun will not be finished. */
  public final void pause() {
    skipped += size;
    Arrays.fill(buffer, 0, size, (byte) 0);
    size = 0;
  }
}
