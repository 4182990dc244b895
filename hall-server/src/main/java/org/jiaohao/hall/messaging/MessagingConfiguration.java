package org.jiaohao.hall.messaging;

import org.jiaohao.hall.device.AgentMessages;
import org.springframework.context.annotation.Configuration;

/** Joins the agents' traffic with those who understand it, before the first connection. */
@Configuration
class MessagingConfiguration {
  MessagingConfiguration(AgentTraffic traffic, AgentMessages messages) {
    traffic.deliverTo(messages);
  }
}
