package org.jiaohao.device.api;

import java.time.Instant;
import java.util.Set;

/**
 * Status of a device at one moment.
 *
 * @param state UnifiedPOS state
 * @param conditions what staff should know, possibly empty
 * @param fault why it is not {@code IDLE} or {@code BUSY}, or null
 * @param since when this began
 */
public record DeviceStatus(
    DeviceState state, Set<Condition> conditions, DeviceFault fault, Instant since) {
  /** Whether a job may be started now. */
  public boolean usable() {
    return state == DeviceState.IDLE || state == DeviceState.BUSY;
  }
}
