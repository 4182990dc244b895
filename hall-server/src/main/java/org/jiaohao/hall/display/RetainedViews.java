package org.jiaohao.hall.display;

import java.util.List;
import java.util.function.BiConsumer;
import org.jiaohao.contract.event.HallEvent;
import org.springframework.stereotype.Component;

/** All kinds of retained views that the features contribute. */
@Component
public class RetainedViews {
  private final List<RetainedView> views;

  RetainedViews(List<RetainedView> views) {
    this.views = List.copyOf(views);
  }

  /** Every kind. */
  public List<RetainedView> all() {
    return views;
  }

  /** Hands over every kind that an event of a hall changes, with the ids. */
  public void changedBy(String hall, HallEvent event, BiConsumer<RetainedView, ViewIds> change) {
    for (RetainedView view : views) {
      ViewIds ids = view.changedBy(hall, event);
      if (!ids.isEmpty()) {
        change.accept(view, ids);
      }
    }
  }
}
