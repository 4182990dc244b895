package org.jiaohao.device.driver.escpos;

import java.util.EnumSet;
import java.util.Set;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;

/** A printer's status bytes (DLE EOT 1 to 4) in words, with what to do next. */
record PrinterFaults(int printer, int offline, int error, int paper) {
  /** Nothing is wrong, or nothing is known. */
  static final PrinterFaults NONE = new PrinterFaults(0x12, 0x12, 0x12, 0x12);

  /** Makes a fault of a device from its code and texts. */
  interface Wording {
    /** The fault. */
    DeviceFault fault(String code, String zh, String en);
  }

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

  /** What stops the printer and what to do, or null when it works. */
  DeviceFault fault(Wording wording) {
    if (state() == DeviceState.IDLE) {
      return null;
    }
    Set<Condition> found = conditions();
    if (found.contains(Condition.COVER_OPEN)) {
      return wording.fault("COVER_OPEN", "打印机上盖未关好，请合上上盖。", "The cover is open. Close it.");
    }
    if (found.contains(Condition.PAPER_EMPTY)) {
      return wording.fault(
          "PAPER_EMPTY",
          "打印纸用完，请更换纸卷并合上上盖。",
          "Out of paper. Put in a new roll and close the cover.");
    }
    if (found.contains(Condition.CUTTER_ERROR)) {
      return wording.fault(
          "CUTTER_ERROR",
          "切刀卡住，请关闭电源，清除卡纸后再开机。",
          "The cutter is jammed. Switch the printer off, clear the paper, switch it on.");
    }
    if (found.contains(Condition.DEVICE_ERROR)) {
      return wording.fault(
          "DEVICE_ERROR",
          "打印机报告故障，请关机后重新开机，仍不正常请报修。",
          "The printer reports an error. Switch it off and on; call service if it stays.");
    }
    if (found.contains(Condition.HEAD_HOT)) {
      return wording.fault(
          "HEAD_HOT", "打印头过热，冷却后自动恢复。", "The print head is too hot. It recovers by itself.");
    }
    return wording.fault(
        "OFFLINE", "打印机处于脱机状态，请按联机键。", "The printer is off-line. Press its on-line key.");
  }
}
