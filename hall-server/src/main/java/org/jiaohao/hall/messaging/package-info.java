/**
 * MQTT and server-sent events: the broker, the relay that publishes what the event log says, and
 * what agents report. Nothing here changes the queue.
 */
@Room(after = "audit")
package org.jiaohao.hall.messaging;

import org.jiaohao.hall.Room;
