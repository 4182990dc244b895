package org.jiaohao.agent;

import java.security.PublicKey;
import org.jiaohao.contract.mqtt.MessageSignature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets pass what the hall server has signed (N18); counts the rest and logs the first of it. */
final class ProvedMessages {
  private static final Logger LOG = LoggerFactory.getLogger(ProvedMessages.class);

  private final PublicKey hall;
  private final LinkCounter counter;

  /**
   * Makes a check.
   *
   * @param hall key of the hall's authority; null lets everything pass
   */
  ProvedMessages(PublicKey hall, LinkCounter counter) {
    this.hall = hall;
    this.counter = counter;
  }

  boolean passes(Incoming message) {
    if (hall == null
        || MessageSignature.proves(hall, message.topic(), message.payload(), message.signature())) {
      return true;
    }
    if (counter.unproved.getAndIncrement() == 0) { // once: whoever sends them sends many
      LOG.error(
          "{} 上的消息没有大厅服务器的签名，已忽略；请先升级服务器，并检查消息服务器。 / Ignored a message on {} that the hall"
              + " server has not signed: upgrade the server first, and look who uses the broker.",
          message.topic(),
          message.topic());
    }
    return false;
  }
}
