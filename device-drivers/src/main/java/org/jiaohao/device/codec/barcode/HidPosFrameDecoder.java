package org.jiaohao.device.codec.barcode;

import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.SlidingDecoder;

/**
 * Finds the reports with codes in what a HID device gives. Reports have neither start nor check
 * byte: where no report begins so, or one counts more bytes than it holds, a byte is skipped and
 * counted. The system gives whole reports, so after a {@link #pause} a new one begins.
 */
public final class HidPosFrameDecoder extends SlidingDecoder<HidPosReport> {
  /** A layout of 62 bytes that several makers use. */
  private static final HidPosLayout.Places USUAL = new HidPosLayout.Places(2, 62, 1, 2, 5, 56, 61);

  private final HidPosLayout layout;

  /** Reports of the usual layout. */
  public HidPosFrameDecoder() {
    this(HidPosLayout.of(USUAL));
  }

  /** Reports of a reader's own layout. */
  public HidPosFrameDecoder(HidPosLayout layout) {
    super(HidPosLayout.MOST_REPORT + 1);
    this.layout = layout;
  }

  @Override
  protected int look(byte[] bytes, int at, int end, List<HidPosReport> reports) {
    int first = bytes[at] & 0xff;
    int length = layout.length(first);
    if (length < 0) {
      return NONE;
    }
    if (end - at < length) {
      return MORE;
    }
    if (layout.carriesCode(first)) {
      var read = layout.read(Arrays.copyOfRange(bytes, at, at + length));
      if (read.isEmpty()) {
        return NONE;
      }
      reports.add(read.get());
    }
    return length;
  }
}
