package org.jiaohao.journey;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Prints each step of a round with what was seen and how long it took. */
final class Transcript {
  private final PrintStream out;
  private int steps;

  Transcript(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs a step and prints what it saw.
   *
   * @param title what is done
   * @param step does it; returns what was seen, throws {@link JourneyException} when it was wrong
   */
  void step(String title, Supplier<String> step) {
    long start = System.nanoTime();
    String seen;
    try {
      seen = step.get();
    } catch (RuntimeException e) {
      out.printf("✗ %-34s %6d ms%n", title, millisSince(start));
      throw e;
    }
    steps++;
    out.printf("✓ %-34s %6d ms  %s%n", title, millisSince(start), seen);
  }

  /** Says that something cannot be seen here, and why. */
  void skip(String title, String why) {
    out.printf("- %-34s            %s%n", title, why);
  }

  /** Steps that went well. */
  int steps() {
    return steps;
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
