package org.jiaohao.contract.http;

import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.event.WindowFacts;

/**
 * A window, as {@code GET /api/v1/halls/{hall}/windows} lists it.
 *
 * @param no window number, for example {@code 3}
 * @param name zh-CN
 * @param nameEn English
 * @param area area code, for example {@code A区}
 * @param state its state
 * @param stateSince when the state began
 * @param clerk display name of the signed-in clerk, or null
 * @param queues queue ids it serves
 * @param ticket ticket it called or serves, or null
 * @param waiting people waiting in its queues
 * @param call last call of that ticket with the receipts that have arrived, or null
 */
public record WindowInfo(
    String no,
    String name,
    String nameEn,
    String area,
    WindowFacts.State state,
    OffsetDateTime stateSince,
    String clerk,
    List<String> queues,
    Ticket ticket,
    int waiting,
    Call call) {

  /** An unknown state is {@link WindowFacts.State#UNKNOWN}. */
  public WindowInfo {
    state = state == null ? WindowFacts.State.UNKNOWN : state;
  }
}
