package org.jiaohao.device.driver.barcode;

import java.util.function.Consumer;
import org.jiaohao.device.codec.barcode.HidPosFrameDecoder;
import org.jiaohao.device.codec.barcode.HidPosLayout;
import org.jiaohao.device.codec.barcode.HidPosReport;

/** A reader in HID POS mode; a long code comes in several reports. */
final class HidPosTalk implements Talk {
  private static final byte[] NOTHING = {};

  private final HidPosFrameDecoder reports;
  private final CodeParts parts = new CodeParts();
  private boolean told;

  HidPosTalk(HidPosLayout layout) {
    this.reports = new HidPosFrameDecoder(layout);
  }

  @Override
  public byte[] take(byte[] bytes, int count, Consumer<Code> codes) {
    for (HidPosReport report : reports.take(bytes, count)) {
      told = report.told();
      parts.add(report.data(), 0, report.symbology());
      if (!report.continued()) {
        parts.finish(codes);
      }
    }
    return NOTHING;
  }

  @Override
  public byte[] pause(Consumer<Code> codes) {
    reports.pause();
    if (told) {
      parts.lose(); // the rest the reader announced did not come
    } else {
      parts.finish(codes);
    }
    return NOTHING;
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
