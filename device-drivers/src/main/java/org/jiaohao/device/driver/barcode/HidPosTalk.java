package org.jiaohao.device.driver.barcode;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jiaohao.device.codec.barcode.HidPosFrameDecoder;
import org.jiaohao.device.codec.barcode.HidPosLayout;
import org.jiaohao.device.codec.barcode.HidPosReport;

/**
 * A reader in HID POS mode; a long code comes in several reports. What the reader adds behind a
 * code is taken off.
 */
final class HidPosTalk implements Talk {
  private static final byte[] NOTHING = {};

  private final HidPosFrameDecoder reports;
  private final CodeParts parts = new CodeParts();
  private final byte[] suffixes;
  private boolean told;

  HidPosTalk(HidPosLayout layout, byte[] suffixes) {
    this.reports = new HidPosFrameDecoder(layout);
    this.suffixes = suffixes;
  }

  @Override
  public byte[] take(byte[] bytes, int count, Consumer<Code> codes) {
    for (HidPosReport report : reports.take(bytes, count)) {
      told = report.told();
      parts.add(report.data(), 0, report.symbology());
      if (!report.continued()) {
        finish(codes);
      }
    }
    return NOTHING;
  }

  @Override
  public byte[] pause(Consumer<Code> codes) {
    reports.pause();
    if (told) {
      parts.spoil(); // the rest the reader announced did not come in time
    } else {
      finish(codes);
    }
    return NOTHING;
  }

  private void finish(Consumer<Code> codes) {
    parts.finish(
        whole -> {
          int end = whole.data().length;
          while (end > 0 && isSuffix(whole.data()[end - 1])) {
            end--;
          }
          if (end > 0) {
            codes.accept(new Code(Arrays.copyOf(whole.data(), end), whole.symbology()));
          }
        });
  }

  private boolean isSuffix(byte value) {
    for (byte suffix : suffixes) {
      if (suffix == value) {
        return true;
      }
    }
    return false;
  }

  @Override
  public byte[] trigger(boolean on) {
    return NOTHING;
  }

  @Override
  public long dropped() {
    return parts.dropped();
  }
}
