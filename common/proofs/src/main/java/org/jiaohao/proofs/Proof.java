package org.jiaohao.proofs;

import java.util.Locale;

/**
 * What one test class said about one row in a run.
 *
 * @param row number of the row
 * @param test name of the test class with its package
 * @param outcome the worst outcome of its tests that name the row
 */
record Proof(String row, String test, Outcome outcome) {

  /** The line of a file of proofs. */
  String line() {
    return row + '\t' + test + '\t' + outcome.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a line of a file of proofs.
   *
   * @throws IllegalArgumentException when it is not one
   */
  static Proof of(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not a proof: " + line);
    }
    return new Proof(parts[0], parts[1], Outcome.valueOf(parts[2].toUpperCase(Locale.ROOT)));
  }
}
