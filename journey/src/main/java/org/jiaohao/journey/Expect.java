package org.jiaohao.journey;

/** Says what is wrong when something is not as it should be. */
final class Expect {
  private Expect() {}

  /** Throws with this message unless the condition holds. */
  static void that(boolean condition, String otherwise) {
    if (!condition) {
      throw new JourneyException(otherwise);
    }
  }
}
