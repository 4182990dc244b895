package org.jiaohao.device.codec.onbon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds frames of the protocol F0 in a card's bytes, with right length and CRC (FFFF is taken as
 * "not checked"). What is wrong is counted and skipped; it holds at most 2,048 bytes.
 */
public final class DynamicFrameDecoder implements FrameDecoder<DynamicFrame> {
  private static final int LONGEST = 2048;
  private static final int CRC = 2;
  private static final int NOT_CHECKED = 0xffff;

  private final Link link = new Link(LONGEST);

  /** Takes bytes; returns the frames they complete. */
  @Override
  public List<DynamicFrame> take(byte[] bytes, int count) {
    var frames = new ArrayList<DynamicFrame>();
    link.take(bytes, count, content -> read(content, frames));
    return frames;
  }

  /** Frames that made no sense. */
  public long skipped() {
    return link.skipped();
  }

  private void read(byte[] content, List<DynamicFrame> frames) {
    int header = DynamicFrame.HEADER;
    int end = content.length - CRC;
    boolean good =
        end >= header
            && (content[4] & 0xff) == DynamicFrame.VERSION
            && Link.word(content, 12) == end - header
            && Link.word(content, 14) == 0;
    int crc = good ? Link.word(content, end) : 0;
    if (good && (crc == NOT_CHECKED || crc == Crc16.of(content, end))) {
      frames.add(
          new DynamicFrame(
              Link.word(content, 0),
              Link.word(content, 2),
              Link.word(content, 6),
              Arrays.copyOfRange(content, header, end)));
    } else {
      link.refused();
    }
  }
}
