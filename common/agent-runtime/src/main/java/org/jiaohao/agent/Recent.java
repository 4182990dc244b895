package org.jiaohao.agent;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last {@code limit} keys with a value each; the oldest goes first. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private final int limit;

  Recent(int limit) {
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
