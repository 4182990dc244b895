package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.jiaohao.contract.event.WindowFacts;

/**
 * What the strip over a window shows: full state (R027, R094, R095).
 *
 * @param rev rising revision
 * @param window window number
 * @param name zh-CN
 * @param nameEn English
 * @param state its state
 * @param clerk display name of the clerk, or null
 * @param number ticket called to or served at the window, or null
 * @param callEventId id of the {@code ticket-called} event to confirm, or null
 * @param calledAt time of that call, or null
 * @param attempt number of that call, 0 when there is none
 * @param area code of the area in which the window lies, or null
 */
public record WindowView(
    long rev,
    String window,
    String name,
    String nameEn,
    WindowFacts.State state,
    String clerk,
    String number,
    String callEventId,
    OffsetDateTime calledAt,
    int attempt,
    String area) {

  /** What the schema requires is there; an unknown state is {@link WindowFacts.State#UNKNOWN}. */
  public WindowView {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(name, "name");
    state = state == null ? WindowFacts.State.UNKNOWN : state;
  }
}
