package org.jiaohao.device.codec.onbon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds frames of the general protocol in a card's bytes, with right lengths, CRC and xor. What is
 * wrong is counted and skipped; it holds at most 2,048 bytes.
 */
public final class GeneralFrameDecoder implements FrameDecoder<GeneralFrame> {
  private static final int LONGEST = 2048;

  private final Link link = new Link(LONGEST);

  /** Takes bytes; returns the frames they complete. */
  @Override
  public List<GeneralFrame> take(byte[] bytes, int count) {
    var frames = new ArrayList<GeneralFrame>();
    link.take(bytes, count, content -> read(content, frames));
    return frames;
  }

  /** Frames that made no sense. */
  public long skipped() {
    return link.skipped();
  }

  private void read(byte[] content, List<GeneralFrame> frames) {
    int version = content.length > 4 ? content[4] & 0xff : 0;
    int generation = version == GeneralFrame.version(5) ? 5 : 6;
    int header = generation == 5 ? GeneralFrame.HEADER_5 : GeneralFrame.HEADER_6;
    if (version != GeneralFrame.version(generation) || content.length < header) {
      link.refused();
      return;
    }
    byte[] body = Arrays.copyOfRange(content, header, content.length);
    boolean good =
        Link.word(content, 22) == body.length
            && Link.word(content, 24) == Crc16.of(body, body.length)
            && (content[header - 1] & 0xff) == GeneralFrame.xor(content, header - 1);
    if (good) {
      frames.add(
          new GeneralFrame(
              generation,
              Link.word(content, 0),
              Link.word(content, 2),
              Link.word(content, 6),
              content[8] & 0xff,
              Link.word(content, 10),
              content[15] & 0xff,
              body));
    } else {
      link.refused();
    }
  }
}
