package org.jiaohao.kiosk.ui;

import java.util.List;
import java.util.Map;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.kiosk.device.PrinterView;
import org.jiaohao.kiosk.ticket.PrintJob;

/**
 * Answer of {@code GET /api/status}.
 *
 * @param ready whether a citizen can draw now
 * @param state READY, DEGRADED while a device cannot be used, or OFFLINE when the hall shut it out
 * @param enrolled whether credentials are stored and the server takes them
 * @param serverReachable whether the server answered the last request
 * @param mqttConnected whether the broker is connected
 * @param hall the hall, or null when this kiosk never reached it
 * @param queues number of queues on the menu
 * @param printer the ticket printer
 * @param devices last report of every device
 * @param jobs jobs in the journal by state
 * @param messageZh why the server refuses the credentials and what to do, or null
 * @param messageEn the same in English
 */
record StatusView(
    boolean ready,
    AgentState.State state,
    boolean enrolled,
    boolean serverReachable,
    boolean mqttConnected,
    Hall hall,
    int queues,
    PrinterView printer,
    List<DeviceReport> devices,
    Map<PrintJob.State, Integer> jobs,
    String messageZh,
    String messageEn) {

  /** Identity of the hall. */
  record Hall(String id, String name, String nameEn) {}
}
