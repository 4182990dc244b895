package org.jiaohao.kiosk.ticket;

import java.util.Optional;
import java.util.function.Supplier;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.kiosk.Message;

/** Tells staff, as of a device, that this kiosk turns citizens away because its disk is full. */
final class DiskWatch {
  private static final String DEVICE = "disk";

  private final DeviceReports reports;
  private final Supplier<Optional<Message>> trouble;
  private boolean full;

  DiskWatch(DeviceReports reports, Supplier<Optional<Message>> trouble) {
    this.reports = reports;
    this.trouble = trouble;
  }

  /** Looks, and reports a change. */
  void look() {
    boolean now = trouble.get().isPresent();
    if (now && !full) {
      reports.report(
          DEVICE,
          DeviceReport.State.FAILURE,
          "DISK_FULL",
          "磁盘已满，取号机不能取号，请清理磁盘。",
          "The disk is full and the kiosk issues no numbers. Free some disk space.");
    } else if (!now && full) {
      reports.report(DEVICE, DeviceReport.State.IDLE, null, null, null);
    }
    full = now;
  }
}
