package org.jiaohao.device.driver.printer;

import java.util.EnumSet;
import java.util.Set;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;

/** A printer's status bytes (DLE EOT 1 to 4) in words, with what to do next. */
record PrinterFaults(int printer, int offline, int error, int paper) {
  Set<Condition> conditions() {
    Set<Condition> found = EnumSet.noneOf(Condition.class);
    if ((offline & 0x04) != 0) {
      found.add(Condition.COVER_OPEN);
    }
    if ((paper & 0x60) != 0 || (offline & 0x20) != 0) {
      found.add(Condition.PAPER_EMPTY);
    } else if ((paper & 0x0c) != 0) {
      found.add(Condition.PAPER_NEAR_END);
    }
    if ((error & 0x08) != 0) {
      found.add(Condition.CUTTER_ERROR);
    }
    if ((error & 0x40) != 0) {
      found.add(Condition.HEAD_HOT);
    }
    if ((error & 0x24) != 0 && !found.contains(Condition.CUTTER_ERROR)) {
      found.add(Condition.DEVICE_ERROR);
    }
    return found;
  }

  DeviceState state() {
    Set<Condition> found = conditions();
    if (found.contains(Condition.DEVICE_ERROR) || found.contains(Condition.CUTTER_ERROR)) {
      return DeviceState.FAILURE;
    }
    boolean off =
        found.contains(Condition.COVER_OPEN)
            || found.contains(Condition.PAPER_EMPTY)
            || found.contains(Condition.HEAD_HOT)
            || (printer & 0x08) != 0;
    return off ? DeviceState.OFFLINE : DeviceState.IDLE;
  }

  /** What is wrong, or null; paper that runs low is told too. */
  DeviceFault fault(String device, String address) {
    Set<Condition> found = conditions();
    if (found.contains(Condition.COVER_OPEN)) {
      return fault(
          device, address, "COVER_OPEN", "打印机上盖未关好，请合上上盖。", "The cover is open. Close it.");
    }
    if (found.contains(Condition.PAPER_EMPTY)) {
      return fault(
          device, address, "PAPER_EMPTY", "打印纸用完，请更换纸卷。", "Out of paper. Put in a new roll.");
    }
    if (found.contains(Condition.CUTTER_ERROR)) {
      return fault(
          device,
          address,
          "CUTTER_ERROR",
          "切刀卡住，请关闭电源，清除卡纸后再开机。",
          "The cutter is jammed. Switch the printer off, clear the paper, switch it on.");
    }
    if (found.contains(Condition.DEVICE_ERROR)) {
      return fault(
          device,
          address,
          "DEVICE_ERROR",
          "打印机报告故障，请关机后重新开机，仍不正常请报修。",
          "The printer reports an error. Switch it off and on; call service if it stays.");
    }
    if (found.contains(Condition.HEAD_HOT)) {
      return fault(
          device,
          address,
          "HEAD_HOT",
          "打印头过热，冷却后自动恢复。",
          "The print head is too hot. It recovers by itself.");
    }
    if ((printer & 0x08) != 0) {
      return fault(
          device,
          address,
          "OFFLINE",
          "打印机处于脱机状态，请按联机键。",
          "The printer is off-line. Press its on-line key.");
    }
    if (found.contains(Condition.PAPER_NEAR_END)) {
      return fault(
          device,
          address,
          "PAPER_NEAR_END",
          "打印纸即将用完，请准备纸卷。",
          "Paper is running low. Have a new roll ready.");
    }
    return null;
  }

  private static DeviceFault fault(
      String device, String address, String code, String zh, String en) {
    return new DeviceFault(device, address, "print", code, zh, en);
  }
}
