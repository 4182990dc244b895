package org.jiaohao.device.codec.openpad;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds lines that end with CR, LF or both; one with a wrong check field is skipped and counted.
 */
public final class PadLineDecoder implements FrameDecoder<PadLine> {
  private static final int CHECK = 3;

  private final StringBuilder line = new StringBuilder();
  private boolean tooLong;
  private long skipped;

  @Override
  public List<PadLine> take(byte[] bytes, int count) {
    List<PadLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\r' || bytes[i] == '\n') {
        end(lines);
      } else if (line.length() == PadLine.LONGEST) {
        tooLong = true;
        skipped++;
      } else {
        line.append((char) (bytes[i] & 0xFF));
      }
    }
    return lines;
  }

  private void end(List<PadLine> lines) {
    int star = line.length() - CHECK;
    String text = star > 0 ? line.substring(0, star) : "";
    boolean right =
        !tooLong
            && !text.isEmpty()
            && text.chars().allMatch(c -> c >= ' ' && c <= '~')
            && line.substring(star).equalsIgnoreCase("*%02X".formatted(PadLine.check(text)));
    if (right) {
      lines.add(new PadLine(text));
    } else {
      skipped += line.length();
    }
    line.setLength(0);
    tooLong = false;
  }

  /** Bytes that belonged to no right line. */
  public long skipped() {
    return skipped;
  }

  /** The line is a new one: what has begun will not be finished. */
  public void reset() {
    skipped += line.length();
    line.setLength(0);
    tooLong = false;
  }
}
