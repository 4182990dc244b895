package org.jiaohao.device.codec.onbon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds frames in a card's bytes: between start bytes A5 and an end byte 5A, unescaped, with right
 * length and CRC (FFFF is taken as "not checked"). What is wrong is counted and skipped; it holds
 * at most 2,048 bytes.
 */
public final class OnbonFrameDecoder implements FrameDecoder<OnbonFrame> {
  private static final int LONGEST = 2048;
  private static final int CRC = 2;
  private static final int NOT_CHECKED = 0xffff;
  private static final int BARCODE = 16;

  private final Link link = new Link(LONGEST);

  /** Takes bytes; returns the frames they complete. */
  @Override
  public List<OnbonFrame> take(byte[] bytes, int count) {
    var frames = new ArrayList<OnbonFrame>();
    link.take(bytes, count, content -> read(content, frames));
    return frames;
  }

  /** Frames and stray runs of bytes that made no sense. */
  public long skipped() {
    return link.skipped();
  }

  private void read(byte[] content, List<OnbonFrame> frames) {
    int end = content.length - CRC;
    int header = OnbonFrame.HEADER + (end > 7 && content[7] == 1 ? BARCODE : 0);
    boolean good = end >= header && Link.word(content, 12) == end - header;
    int crc = good ? Link.word(content, end) : 0;
    if (good && (crc == NOT_CHECKED || crc == Crc16.of(content, end))) {
      byte[] data = Arrays.copyOfRange(content, header, end);
      frames.add(new OnbonFrame(Link.word(content, 0), Link.word(content, 2), data));
    } else {
      link.refused();
    }
  }
}
