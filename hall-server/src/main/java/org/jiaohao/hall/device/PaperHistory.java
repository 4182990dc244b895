package org.jiaohao.hall.device;

import java.util.List;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.LogEvent;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.hall.store.StoredEvent;

/**
 * What the log says of the papers of a ticket. Since a restore nobody knows what was printed after
 * the backup: a paper may exist, no kiosk is waited for, and reprints go on behind a gap.
 *
 * @param possible whether a paper of it may exist: the next one is a reprint (R012)
 * @param waitingAt kiosk where a job waits for paper and prints by itself, or null
 * @param reprints the last one's number, or one that is surely larger; with or without success
 */
record PaperHistory(boolean possible, String waitingAt, int reprints) {
  /** More reprints than a ticket has between a backup and its restore. */
  static final int GAP = 100;

  /** Reads the events of one ticket and the restores since it was drawn, oldest first. */
  static PaperHistory of(List<StoredEvent> events) {
    boolean exists = false;
    boolean asked = false;
    String waitingAt = null;
    int reprints = 0;
    for (StoredEvent stored : events) {
      HallEvent event = stored.event();
      switch (event) {
        // A kiosk prints what it draws, and says later how that went.
        case TicketEvent.Drawn d -> asked = stored.actor().startsWith(stored.hall() + "/");
        case PrintEvent.Asked a -> {
          asked = true;
          reprints += a.first() ? 0 : 1;
        }
        case LogEvent.Restored restored -> {
          exists = true;
          waitingAt = null;
          reprints += GAP * restored.times();
        }
        case PrintEvent.Refused r -> asked = false;
        case PrintEvent.Finished finished -> {
          asked = false;
          waitingAt = null;
          switch (finished.state()) {
            case FAILED, DROPPED -> {} // no paper came of this job
            case WAITING -> waitingAt = finished.agent();
            case CONFIRMED, UNCERTAIN, UNKNOWN -> exists = true;
          }
        }
        default -> {} // nothing about paper
      }
    }
    return new PaperHistory(exists || asked, waitingAt, reprints);
  }
}
