package org.jiaohao.kiosk.device;

import java.util.List;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.device.api.Condition;
import org.jiaohao.kiosk.Message;

/**
 * The ticket printer as pages and {@code /api/status} show it.
 *
 * @param configured whether this kiosk has one
 * @param usable whether a ticket can be printed now
 * @param state UnifiedPOS state, or null when not configured
 * @param conditions what staff should know
 * @param columns half-width columns of the paper, 0 when not configured
 * @param message what is wrong, or null
 */
public record PrinterView(
    boolean configured,
    boolean usable,
    DeviceReport.State state,
    List<String> conditions,
    int columns,
    Message message) {

  /** Whether the paper ran out. */
  public boolean paperOut() {
    return conditions.contains(Condition.PAPER_EMPTY.name());
  }
}
