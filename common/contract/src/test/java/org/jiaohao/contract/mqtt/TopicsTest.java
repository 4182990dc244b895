package org.jiaohao.contract.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Addresses that both sides must write alike. */
class TopicsTest {
  @Test
  void aWindowHasOneTopicHoweverItsLabelIsWritten() {
    assertThat(Topics.of("yj-c00").window("B22"))
        .isEqualTo(Topics.of("yj-c00").window("b22"))
        .isEqualTo("qms/1/yj-c00/view/window/b22");
  }
}
