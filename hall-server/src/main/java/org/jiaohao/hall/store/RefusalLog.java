package org.jiaohao.hall.store;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that nothing can be stored: one line at once, then one a minute with how many
 * commands were refused, and one when it is over. A full disk is not filled with its own story.
 */
final class RefusalLog {
  private static final Logger log = LoggerFactory.getLogger(WritePath.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private long saidAt;
  private int refused; // since a command was stored last
  private StorageException.Reason reason;

  synchronized void refused(int commands, StorageException why) {
    boolean changed = why.reason() != reason;
    refused += commands;
    reason = why.reason();
    long now = System.nanoTime();
    if (changed || now - saidAt > PAUSE.toNanos()) {
      saidAt = now;
      log.error("nothing can be stored, {} commands were refused: {}", refused, why.getMessage());
      log.debug("it failed here", why);
    }
  }

  synchronized void stored() {
    if (reason != null) {
      log.info("commands are stored again; {} were refused before", refused);
      reason = null;
      refused = 0;
    }
  }
}
