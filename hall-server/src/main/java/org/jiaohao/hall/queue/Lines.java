package org.jiaohao.hall.queue;

import java.util.Optional;

/** What the order of calls asks about the people who wait; nothing is read that it does not ask. */
interface Lines {
  /** Regular calls of a queue since its last call with priority. */
  int sincePriority(String queue);

  /** The foremost ticket of a queue, with or without priority, that this window may call. */
  Optional<Waiter> head(String window, String queue, boolean priority);
}
