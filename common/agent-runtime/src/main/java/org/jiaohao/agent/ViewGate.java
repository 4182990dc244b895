package org.jiaohao.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a view pass when its {@code rev} is higher than the last one of its topic. After a reconnect
 * or a new server session a lower one passes as well, since the server may have been restored from
 * a backup; so does the same {@code rev} with another content, but not a mere repeat.
 *
 * <p>A restored server may publish its views before the state with its new session: the last view
 * refused per topic is remembered and tried again when the session arrives.
 */
final class ViewGate {
  private static final class Topic {
    private long rev;
    private byte[] payload;
    private boolean lowerAllowed;
    private Incoming refused;
  }

  private final Map<String, Topic> topics = new HashMap<>();

  /** Whether the view is to be shown; remembers it if so. */
  boolean admits(Incoming view, long rev) {
    Topic topic = topics.get(view.topic());
    if (topic == null) {
      topic = new Topic();
      topics.put(view.topic(), topic);
    } else if (rev <= topic.rev) {
      boolean repeat = rev == topic.rev && Arrays.equals(view.payload(), topic.payload);
      if (repeat || !topic.lowerAllowed) {
        topic.refused = repeat ? null : view;
        topic.lowerAllowed &= !repeat;
        return false;
      }
    }
    topic.rev = rev;
    topic.payload = view.payload();
    topic.lowerAllowed = false;
    topic.refused = null;
    return true;
  }

  /** A retained view was removed: whatever comes next passes. */
  void forget(String topic) {
    topics.remove(topic);
  }

  /** A new connection: the broker sends its retained views again. */
  void reconnected() {
    for (Topic topic : topics.values()) {
      topic.lowerAllowed = true;
      topic.refused = null;
    }
  }

  /** A new server session: returns the views refused so far that may pass now. */
  List<Incoming> newSession() {
    List<Incoming> again = new ArrayList<>();
    for (Topic topic : topics.values()) {
      topic.lowerAllowed = true;
      if (topic.refused != null) {
        again.add(topic.refused);
        topic.refused = null;
      }
    }
    return again;
  }
}
