package org.jiaohao.proofs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code docs/rows.md}: the rows of the requirements and how far each one is. */
final class Register {

  private final List<String> lines;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<String> mistakes = new ArrayList<>();

  /** Reads the file's lines; what is wrong with them is among the {@link #problems}. */
  Register(List<String> lines) {
    this.lines = List.copyOf(lines);
    for (String line : lines) {
      if (Row.isRow(line)) {
        add(line);
      }
    }
  }

  private void add(String line) {
    try {
      Row row = Row.of(line);
      if (rows.put(row.id(), row) != null) {
        mistakes.add(row.id() + " stands there twice");
      }
    } catch (IllegalArgumentException e) {
      mistakes.add(e.getMessage());
    }
  }

  /** Whether every row could be read; otherwise the file must not be written. */
  boolean isReadable() {
    return mistakes.isEmpty();
  }

  /** What does not fit between the file and a run of all tests, one sentence each. */
  List<String> problems(Run run) {
    List<String> problems = new ArrayList<>(mistakes);
    rows.values().forEach(row -> problems.addAll(problems(row, run)));
    run.named().stream()
        .filter(id -> !rows.containsKey(id))
        .forEach(id -> problems.add(id + " is no row, but @Proves names it: " + names(run, id)));
    return problems;
  }

  private static List<String> problems(Row row, Run run) {
    List<String> problems = new ArrayList<>();
    SortedSet<String> passed = run.passed(row.id());
    Map<String, Outcome> outcomes = run.outcomes(row.id());
    for (String test : row.tests()) {
      if (!passed.contains(test)) {
        problems.add(row.id() + " (" + row.title() + "): " + test + ' ' + fate(outcomes.get(test)));
      }
    }
    SortedSet<String> unlisted = new TreeSet<>(passed);
    unlisted.removeAll(row.tests());
    if (!unlisted.isEmpty()) {
      problems.add(row.id() + " is also proved by " + String.join(", ", unlisted) + ": not listed");
    }
    if (row.isProven() && passed.isEmpty() && row.tests().isEmpty()) {
      problems.add(row.id() + " (" + row.title() + ") is proven, but no test says so");
    }
    if ((row.isOpen() || !row.needsSoftware()) && !outcomes.isEmpty()) {
      problems.add(
          row.id()
              + " is "
              + row.state()
              + ", but has a test: is it proven, or which part is missing?");
    }
    return problems;
  }

  private static String fate(Outcome outcome) {
    return switch (outcome) {
      case null -> "did not run";
      case FAILED -> "failed";
      case SKIPPED -> "was skipped";
      case PASSED -> "passed";
    };
  }

  private static String names(Run run, String row) {
    Set<String> tests = run.outcomes(row).keySet();
    return String.join(", ", tests);
  }

  /** The file's lines with the tests of the run; everything else stays as people wrote it. */
  List<String> updated(Run run) {
    return lines.stream()
        .map(line -> Row.isRow(line) ? Row.of(line) : line)
        .map(
            line -> line instanceof Row row ? row.with(run.passed(row.id())).line() : (String) line)
        .collect(Collectors.toList());
  }

  /** How far the product is, in one line. */
  String counts() {
    return "%d proven, %d part, %d open of %d"
        .formatted(
            count(Row::isProven),
            count(Row::isPart),
            count(Row::isOpen),
            count(Row::needsSoftware));
  }

  private long count(Predicate<Row> which) {
    return rows.values().stream().filter(which).count();
  }
}
