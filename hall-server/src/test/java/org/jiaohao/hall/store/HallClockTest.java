package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** A system clock that jumps is not followed; one that is corrected a little is. */
class HallClockTest {
  private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

  private final Machine machine = new Machine();
  private final HallClock clock = new HallClock(machine, () -> machine.nanos);

  /** Its clock can be set, its count cannot. */
  private static final class Machine extends Clock {
    private Instant time = START;
    private long nanos = Long.MAX_VALUE - 5; // a count may pass its largest value

    void run(Duration by) {
      time = time.plus(by);
      nanos += by.toNanos();
    }

    void set(Duration by) {
      time = time.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return time;
    }
  }

  @Test
  void fortyDaysAheadForHalfAMinuteChangeNothing() {
    machine.run(Duration.ofHours(5));
    machine.set(Duration.ofDays(40));
    machine.run(Duration.ofSeconds(34));
    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(5)).plusSeconds(34));
    assertThat(clock.jump()).contains(Duration.ofDays(40));
    machine.set(Duration.ofDays(-40));
    assertThat(clock.jump()).isEmpty();
    assertThat(clock.instant()).isEqualTo(machine.time);
  }

  @Test
  void aJumpBackIsNotFollowedEither() {
    machine.set(Duration.ofHours(-2));
    machine.run(Duration.ofMinutes(1));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    assertThat(clock.jump()).contains(Duration.ofHours(-2));
  }

  @Test
  void smallCorrectionsAreFollowedHoweverManyThereAre() {
    for (int i = 0; i < 100; i++) {
      machine.run(Duration.ofHours(12));
      machine.set(Duration.ofMinutes(50));
      assertThat(clock.instant()).isEqualTo(machine.time);
    }
    assertThat(clock.jump()).isEmpty();
  }

  @Test
  void aPersonMaySayThatTheSystemIsRight() {
    machine.set(Duration.ofDays(1));
    assertThat(clock.instant()).isEqualTo(START);
    clock.follow();
    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(clock.jump()).isEmpty();
    machine.run(Duration.ofDays(30));
    assertThat(clock.instant()).isEqualTo(machine.time);
  }

  @Test
  void theDemoMovesItAllTheSame() {
    clock.advance(Duration.ofDays(3));
    machine.run(Duration.ofHours(2));
    assertThat(clock.instant()).isEqualTo(machine.time.plus(Duration.ofDays(3)));
    assertThat(clock.withZone(ZoneId.of("UTC")).instant()).isEqualTo(clock.instant());
  }
}
