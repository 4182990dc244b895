package org.jiaohao.proofs;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the tests of all modules said about the rows. */
final class Run {

  /** By row, then by the name of the test class with its package. */
  private final SortedMap<String, SortedMap<String, Outcome>> rows = new TreeMap<>();

  Run(Collection<Proof> proofs) {
    for (Proof proof : proofs) {
      rows.computeIfAbsent(proof.row(), row -> new TreeMap<>())
          .merge(proof.test(), proof.outcome(), Outcome::worse);
    }
  }

  /** Rows that some test named, whatever became of it. */
  SortedSet<String> named() {
    return new TreeSet<>(rows.keySet());
  }

  /** Test classes whose tests of the row all passed, as {@code docs/rows.md} calls them. */
  SortedSet<String> passed(String row) {
    return outcomes(row).entrySet().stream()
        .filter(test -> test.getValue() == Outcome.PASSED)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What became of the row's test classes, as {@code docs/rows.md} calls them. */
  SortedMap<String, Outcome> outcomes(String row) {
    SortedMap<String, Outcome> tests = rows.getOrDefault(row, new TreeMap<>());
    SortedMap<String, Outcome> named = new TreeMap<>();
    tests.forEach((test, outcome) -> named.put(name(test, tests.keySet()), outcome));
    return named;
  }

  /** Without its package, or with the last part of it when two classes have the same name. */
  private static String name(String test, Collection<String> all) {
    String end = test.substring(test.lastIndexOf('.'));
    if (all.stream().filter(other -> other.endsWith(end)).count() == 1) {
      return end.substring(1);
    }
    return test.substring(test.lastIndexOf('.', test.length() - end.length() - 1) + 1);
  }
}
