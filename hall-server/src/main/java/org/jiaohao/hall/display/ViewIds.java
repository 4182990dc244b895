package org.jiaohao.hall.display;

import java.util.Set;

/**
 * Which views of one kind are meant.
 *
 * @param all every view of the kind
 * @param ids the ids meant, when not all are
 */
public record ViewIds(boolean all, Set<String> ids) {
  /** No view. */
  public static final ViewIds NONE = new ViewIds(false, Set.of());

  /** Every view of the kind. */
  public static final ViewIds ALL = new ViewIds(true, Set.of());

  /** The views with these ids. */
  public static ViewIds of(String... ids) {
    return new ViewIds(false, Set.of(ids));
  }

  /** Whether a view with this id is meant. */
  public boolean has(String id) {
    return all || ids.contains(id);
  }

  /** Whether no view is meant. */
  public boolean isEmpty() {
    return !all && ids.isEmpty();
  }
}
