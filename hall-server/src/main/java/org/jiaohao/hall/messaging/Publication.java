package org.jiaohao.hall.messaging;

import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What of a message counts.
 *
 * @param topic where it goes
 * @param retained whether the broker keeps it
 * @param isRemoval whether it removes what was kept: it has no payload
 * @param size bytes of payload and properties, all of which the broker keeps
 */
record Publication(String topic, boolean retained, boolean isRemoval, int size) {
  static Publication of(PublishPacket packet) {
    int payload = packet.getPayload().map(ByteBuffer::remaining).orElse(0);
    int properties =
        packet.getUserProperties().asList().stream()
                .mapToInt(each -> bytes(each.getName()) + bytes(each.getValue()))
                .sum()
            + packet.getContentType().map(Publication::bytes).orElse(0)
            + packet.getResponseTopic().map(Publication::bytes).orElse(0)
            + packet.getCorrelationData().map(ByteBuffer::remaining).orElse(0);
    return new Publication(
        packet.getTopic(), packet.getRetain(), payload == 0, payload + properties);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
