package org.jiaohao.proofs;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of {@code docs/rows.md}.
 *
 * @param id number of the row, such as R089 or N01
 * @param title what it is about, in a few words
 * @param tests short names of the test classes that prove it
 * @param state {@code proven}, {@code part: what is missing}, {@code open} or {@code no software}
 */
record Row(String id, String title, SortedSet<String> tests, String state) {

  private static final Pattern LINE = Pattern.compile("\\| *[RN]\\d.*");
  private static final Pattern ID = Pattern.compile("R\\d{3}|N\\d{2}");
  private static final Pattern STATE = Pattern.compile("proven|open|no software|part: \\S.*");

  /** Whether a line of the file is meant to be a row. */
  static boolean isRow(String line) {
    return LINE.matcher(line).matches();
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static Row of(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != 6 || !cells.getLast().isEmpty()) {
      throw new IllegalArgumentException("not four columns: " + line);
    }
    Row row = new Row(cells.get(1), cells.get(2), names(cells.get(3)), cells.get(4));
    if (!ID.matcher(row.id).matches()) {
      throw new IllegalArgumentException(row.id + " is not the number of a row");
    }
    if (!STATE.matcher(row.state).matches()) {
      throw new IllegalArgumentException(
          row.id + ": the state is proven, part: what is missing, open or no software");
    }
    return row;
  }

  private static SortedSet<String> names(String cell) {
    return Arrays.stream(cell.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Row with(SortedSet<String> found) {
    return new Row(id, title, found, state);
  }

  boolean isPart() {
    return state.startsWith("part");
  }

  boolean isProven() {
    return state.equals("proven");
  }

  boolean isOpen() {
    return state.equals("open");
  }

  boolean needsSoftware() {
    return !state.equals("no software");
  }

  /** The line of the file. */
  String line() {
    String cell = tests.isEmpty() ? "" : String.join(", ", tests) + " ";
    return "| " + id + " | " + title + " | " + cell + "| " + state + " |";
  }
}
