package org.jiaohao.proofs;

/** How often a long test does its work: a sample in {@code ./check}, all in {@code --long}. */
public final class Repetitions {
  private Repetitions() {}

  /**
   * The number of repetitions of this run.
   *
   * @param sample for the usual run, at least 1
   * @param all for {@code ./check --long}
   */
  public static int of(int sample, int all) {
    return longRun() ? all : sample;
  }

  /** Whether this is a run of {@code ./check --long} (system property {@code jiaohao.long}). */
  public static boolean longRun() {
    return Boolean.getBoolean("jiaohao.long");
  }
}
