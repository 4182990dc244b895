package org.jiaohao.proofs;

/** How the tests of one class that name a row ended; the worst of them counts. */
enum Outcome {
  PASSED,
  SKIPPED,
  FAILED;

  Outcome worse(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
