package org.jiaohao.hall.messaging;

import org.jiaohao.contract.mqtt.Topics;

/**
 * A retained view of a hall.
 *
 * @param hall hall id
 * @param kind window, queue, board or playlist
 * @param id window number, queue id, or {@code main}
 */
record Part(String hall, String kind, String id) {
  String topic() {
    return Topics.of(hall).view(kind, id);
  }
}
