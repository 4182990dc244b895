package org.jiaohao.hall.display;

import java.util.Map;
import org.jiaohao.contract.event.HallEvent;

/**
 * A kind of retained message {@code qms/1/{hall}/view/{kind}/{id}}, contributed by the feature that
 * knows what it shows. A view holds its full state and no personal data (N13); what could grow
 * beyond {@link ViewPages#BUDGET} is split into pages.
 */
public interface RetainedView {
  /** Level of the topic before the id, for example {@code window}. */
  String kind();

  /** The views of this kind that an event of a hall changes. */
  ViewIds changedBy(String hall, HallEvent event);

  /** Those of them that follow right behind a call, before other calls are published. */
  default ViewIds changedAtOnce(String hall, HallEvent call) {
    return ViewIds.NONE;
  }

  /** Whether it may be published now; until then screens go on with what they have. */
  default boolean ready(String hall) {
    return true;
  }

  /**
   * Views as they are now, by id. A view that was wanted and is missing in the answer is gone, and
   * its message is removed.
   *
   * @param hall hall id
   * @param wanted which views
   * @param rev revision to write into them
   */
  Map<String, Object> render(String hall, ViewIds wanted, long rev);
}
