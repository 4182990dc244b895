package org.jiaohao.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void percentilesAreOfTheNearestRank() {
    var samples = new Samples();
    for (int i = 100; i >= 1; i--) {
      samples.add(i * 1_000_000L);
    }
    assertThat(samples.percentile(50)).isEqualTo(50);
    assertThat(samples.percentile(99)).isEqualTo(99);
    assertThat(samples.percentile(100)).isEqualTo(100);
    assertThat(new Samples().percentile(50)).isNaN();
  }
}
