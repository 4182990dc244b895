package org.jiaohao.bench;

import java.util.ArrayList;
import java.util.List;

/** Durations of one kind, in nanoseconds. */
final class Samples {
  private final List<Long> nanos = new ArrayList<>();

  synchronized void add(long value) {
    nanos.add(value);
  }

  /** Adds those of one that is complete. */
  synchronized void addAll(Samples others) {
    nanos.addAll(others.nanos);
  }

  synchronized int count() {
    return nanos.size();
  }

  /** The smallest value that at least {@code percent} of the samples do not exceed, in ms. */
  synchronized double percentile(double percent) {
    if (nanos.isEmpty()) {
      return Double.NaN;
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    int index = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
    return sorted.get(Math.max(index, 0)) / 1e6;
  }
}
