package org.jiaohao.device.api;

/** UnifiedPOS device states. */
public enum DeviceState {
  /** Not opened. */
  CLOSED,
  /** Ready for work. */
  IDLE,
  /** Working. */
  BUSY,
  /** Reachable but not able to work: paper, cover, switched off-line. */
  OFFLINE,
  /** Port or peer is not there. */
  NO_HARDWARE,
  /** Broken in a way that needs a person, or not understood. */
  FAILURE
}
