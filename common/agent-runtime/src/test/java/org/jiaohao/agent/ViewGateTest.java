package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewGateTest {
  private final ViewGate gate = new ViewGate();

  @Test
  void onlyHigherRevisionsPass() {
    assertThat(admits(5, "a")).isTrue();
    assertThat(admits(5, "a")).isFalse();
    assertThat(admits(5, "b")).isFalse();
    assertThat(admits(4, "c")).isFalse();
    assertThat(admits(6, "d")).isTrue();
  }

  @Test
  void afterAReconnectARepeatIsSkippedButADifferentTruthPasses() {
    admits(5, "a");
    gate.reconnected();
    assertThat(admits(5, "a")).isFalse();
    gate.reconnected();
    assertThat(admits(5, "b")).isTrue();
    gate.reconnected();
    assertThat(admits(3, "c")).isTrue();
    assertThat(admits(2, "d")).isFalse();
  }

  @Test
  void aViewThatCameBeforeItsNewServerSessionIsTriedAgain() {
    admits(50, "old");
    Incoming early = view(8, "restored");
    assertThat(gate.admits(early, 8)).isFalse();
    assertThat(gate.newSession()).containsExactly(early);
    assertThat(gate.admits(early, 8)).isTrue();
    assertThat(gate.newSession()).isEmpty();
  }

  @Test
  void aStrayOldViewIsForgottenWhenTheTruthIsRepeated() {
    admits(50, "truth");
    admits(8, "stray");
    admits(50, "truth");
    assertThat(gate.newSession()).isEmpty();
  }

  @Test
  void anythingPassesAfterRemoval() {
    admits(50, "a");
    gate.forget("topic");
    assertThat(admits(1, "b")).isTrue();
  }

  private boolean admits(long rev, String content) {
    return gate.admits(view(rev, content), rev);
  }

  private static Incoming view(long rev, String content) {
    return new Incoming("topic", (rev + content).getBytes(), true, null, null, null, null);
  }
}
