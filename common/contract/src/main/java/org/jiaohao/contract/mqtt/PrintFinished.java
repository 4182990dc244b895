package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;
import org.jiaohao.contract.event.PrintEvent;

/**
 * Data of agent event {@code print-finished}: where a print job stands. A job that is WAITING is
 * reported again when it ends.
 *
 * @param jobId print job id
 * @param ticketId ticket it was for
 * @param number ticket number
 * @param state where it stands
 * @param reprint whether the paper carries the mark 补打
 * @param copy number of the reprint beside the mark, null without one
 * @param messageZh what went wrong, or null
 * @param messageEn the same in English
 * @param at when
 */
public record PrintFinished(
    String jobId,
    String ticketId,
    String number,
    PrintEvent.Finished.State state,
    boolean reprint,
    Integer copy,
    String messageZh,
    String messageEn,
    OffsetDateTime at) {

  /** An unknown state is {@link PrintEvent.Finished.State#UNKNOWN}. */
  public PrintFinished {
    state = state == null ? PrintEvent.Finished.State.UNKNOWN : state;
  }
}
