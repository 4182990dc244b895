package org.jiaohao.hall.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jiaohao.hall.display.ViewIds;

/** Views of one kind and hall that wait to be published, each once in its newest state. */
final class Pending {
  private final Map<String, Long> changed = new HashMap<>();
  private final Map<String, Long> shown = new HashMap<>();
  private boolean all;
  private long rev;

  /** An event changed these views. */
  void changed(ViewIds ids, long seq) {
    all |= ids.all();
    ids.ids().forEach(id -> changed.put(id, seq));
    rev = Math.max(rev, seq);
  }

  /** These views were published right behind a call. */
  void shown(ViewIds ids, long seq) {
    ids.ids().forEach(id -> shown.put(id, seq));
  }

  /** The views that changed since they were shown. */
  ViewIds unshown() {
    return all
        ? ViewIds.ALL
        : new ViewIds(
            false,
            changed.entrySet().stream()
                .filter(change -> !change.getValue().equals(shown.get(change.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
  }

  /** The newest change. */
  long rev() {
    return rev;
  }
}
