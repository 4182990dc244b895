package org.jiaohao.device.api;

/** Things about a device that staff may have to act on. */
public enum Condition {
  /** Few metres of paper left. */
  PAPER_NEAR_END,
  /** No paper. */
  PAPER_EMPTY,
  /** Cover or head is open. */
  COVER_OPEN,
  /** Cutter jammed. */
  CUTTER_ERROR,
  /** Print head too hot; recovers by itself. */
  HEAD_HOT,
  /** Another error the device reports. */
  DEVICE_ERROR,
  /** The device never answers status queries; nothing it does can be confirmed. */
  NO_STATUS
}
