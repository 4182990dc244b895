package org.jiaohao.device.codec.barcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds the reports with codes in what a HID device gives. Reports have neither start nor check
 * byte: where no report begins so, or one counts more bytes than it holds, a byte is skipped and
 * counted. The system gives whole reports, so after a {@link #pause} a new one begins.
 */
public final class HidPosFrameDecoder implements FrameDecoder<HidPosReport> {
  /** Descriptor of a layout of 62 bytes that several makers use. */
  private static final String USUAL =
      """
      058C0902A1018502 0912A102150026FF007508 95010501093B8102 9503058C09FB09FC09FD8102
      953809FE820201 2501 7501950109FF8102 75078103 C0C0""";

  private final HidPosLayout layout;
  private byte[] report = new byte[64];
  private int size;
  private long skipped;

  /** Reports of the usual layout. */
  public HidPosFrameDecoder() {
    this(
        HidPosLayout.of(new ReportDescriptor(HexFormat.of().parseHex(USUAL.replaceAll("\\s", ""))))
            .orElseThrow());
  }

  /** Reports of a reader's own layout. */
  public HidPosFrameDecoder(HidPosLayout layout) {
    this.layout = layout;
  }

  @Override
  public List<HidPosReport> take(byte[] bytes, int count) {
    List<HidPosReport> reports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (size == report.length) {
        report = Arrays.copyOf(report, 2 * size);
      }
      report[size++] = bytes[i];
      drain(reports);
    }
    return reports;
  }

  private void drain(List<HidPosReport> reports) {
    boolean on = true;
    while (on && size > 0) {
      int first = report[0] & 0xff;
      int length = layout.length(first);
      on = length < 0 || size >= length;
      if (length < 0) {
        skip(1);
      } else if (size >= length) {
        boolean code = layout.carriesCode(first);
        var read = code ? layout.read(Arrays.copyOf(report, length)) : null;
        if (code && read.isEmpty()) {
          skip(1);
        } else {
          drop(length);
          if (code) {
            reports.add(read.get());
          }
        }
      }
    }
  }

  private void skip(int count) {
    drop(count);
    skipped += count;
  }

  private void drop(int count) {
    System.arraycopy(report, count, report, 0, size - count);
    size -= count;
  }

  /** Nothing came for a while: what has begun will not be finished. */
  public void pause() {
    skipped += size;
    size = 0;
  }

  /** Bytes that belonged to no report. */
  public long skipped() {
    return skipped;
  }
}
