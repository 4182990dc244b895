package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkPacerTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final LinkPacer pacer = new LinkPacer();

  @Test
  void slowsDownToTwoSecondsBeforeTheFirstConnection() {
    assertThat(pacer.nextPause()).isBetween(Duration.ofMillis(160), Duration.ofMillis(200));
    IntStream.range(0, 10).forEach(i -> pacer.nextPause());
    assertThat(pacer.nextPause()).isBetween(Duration.ofMillis(1600), Duration.ofSeconds(2));
  }

  @Test
  void staysFastHoweverLongAKnownBrokerIsAway() {
    pacer.connected();
    pacer.ended(LONG, false);
    for (int i = 0; i < 1000; i++) {
      assertThat(pacer.nextPause()).isLessThanOrEqualTo(Duration.ofMillis(400));
    }
  }

  @Test
  void givesWayToATwinForFiveSecondsOnce() {
    pacer.connected();
    pacer.ended(LONG, true);
    assertThat(pacer.nextPause()).isEqualTo(Duration.ofSeconds(5));
    assertThat(pacer.nextPause()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void connectionsThatEndAtOnceAgainAndAgainSlowItDownUntilOneLasts() {
    for (int i = 0; i < 5; i++) {
      pacer.connected();
      pacer.ended(MOMENT, false);
      assertThat(pacer.nextPause()).isLessThan(Duration.ofSeconds(1));
    }
    pacer.connected();
    pacer.ended(MOMENT, false);
    assertThat(pacer.nextPause()).isEqualTo(Duration.ofSeconds(5));
    pacer.connected();
    pacer.ended(LONG, false);
    assertThat(pacer.nextPause()).isLessThan(Duration.ofSeconds(1));
  }
}
