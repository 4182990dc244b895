package org.jiaohao.hall.device;

import java.util.List;
import org.jiaohao.hall.queue.TicketPrinters;
import org.springframework.stereotype.Component;

/** The kiosks of a hall, for whoever wants a ticket on paper. */
@Component
class EnrolledKiosks implements TicketPrinters {
  private final AgentRegistry agents;

  EnrolledKiosks(AgentRegistry agents) {
    this.agents = agents;
  }

  @Override
  public List<String> kiosks(String hall) {
    return agents.of(hall).stream()
        .filter(agent -> agent.kind().equals("KIOSK") && !agent.revoked())
        .map(AgentInfo::id)
        .toList();
  }
}
