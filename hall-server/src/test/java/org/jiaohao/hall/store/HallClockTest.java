package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
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
  void aClockThatTheSystemsIsNotFollowedByIsNotCalledSynchronised() {
    String kernel = clock.source();
    assertThat(kernel).isIn("ntp", "unsynchronised", "unknown");
    machine.set(Duration.ofDays(1));
    assertThat(clock.source()).isEqualTo("counted");
    machine.set(Duration.ofDays(-1));
    assertThat(clock.source()).isEqualTo(kernel);
    machine.set(Duration.ofMinutes(-10));
    assertThat(clock.source()).isEqualTo("counted");
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
  void itNeverRunsBackwardsHoweverTheSystemIsSet() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    Instant last = clock.instant();
    for (int i = 0; i < 10_000; i++) {
      machine.run(Duration.ofMillis(random.nextInt(20_000)));
      if (random.nextInt(20) == 0) {
        machine.set(Duration.ofSeconds(random.nextInt(-5000, 5000)));
      }
      Instant now = clock.instant();
      assertThat(now).isAfterOrEqualTo(last);
      last = now;
    }
  }

  @Test
  void fiftyMinutesBackAreCaughtUpWithSlowly() {
    machine.run(Duration.ofMinutes(90));
    Instant before = clock.instant();
    machine.set(Duration.ofMinutes(-50));
    assertThat(clock.instant()).isEqualTo(before);
    assertThat(clock.ahead()).contains(Duration.ofMinutes(50));
    for (int minute = 1; minute < 99; minute++) {
      machine.run(Duration.ofMinutes(1));
      assertThat(clock.instant()).isEqualTo(before.plusSeconds(minute * 30));
      assertThat(clock.withZone(ZoneId.of("UTC")).instant()).isEqualTo(clock.instant());
    }
    assertThat(clock.ahead()).contains(Duration.ofMinutes(1));
    machine.run(Duration.ofMinutes(2));
    assertThat(clock.instant()).isEqualTo(machine.time);
    assertThat(clock.ahead()).isEmpty();
  }

  @Test
  void aPersonsWordBringsItBackToAnotherDateButNotOnTheSame() {
    machine.set(Duration.ofHours(-3));
    assertThat(clock.instant()).isEqualTo(START);
    clock.follow();
    assertThat(clock.jump()).isEmpty();
    machine.run(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofMinutes(30)));
    machine.set(Duration.ofDays(-2));
    clock.follow();
    assertThat(clock.instant()).isEqualTo(machine.time);
  }

  /** A server that was stopped while its clock was set back. */
  @Test
  void aStartGoesOnAfterTheLastTimeThatWasNoted() {
    clock.goOnAfter(START.plus(Duration.ofMinutes(50)));
    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofMinutes(50)));
    machine.run(Duration.ofMinutes(100));
    assertThat(clock.instant()).isEqualTo(machine.time);
    assertThat(clock.ahead()).isEmpty();

    var other = new HallClock(machine, () -> machine.nanos);
    other.goOnAfter(machine.time.plus(Duration.ofDays(3))); // which people have to put right
    assertThat(other.instant()).isEqualTo(machine.time);
  }

  /** The server was off, and nobody knows how long: its clock was set back by more than a jump. */
  @Test
  void aStartGoesOnAfterTheLastTimeOfTheDayHoweverFarTheClockWasSetBack() {
    Instant noted = START.plus(Duration.ofHours(5));
    clock.goOnAfter(noted);
    machine.run(Duration.ofMinutes(2));
    assertThat(clock.instant()).isEqualTo(noted.plus(Duration.ofMinutes(2)));
    assertThat(clock.jump()).contains(Duration.ofHours(-5));

    machine.set(Duration.ofHours(8)); // it is right now: the server was off for three hours
    assertThat(clock.jump()).isEmpty();
    assertThat(clock.instant()).isEqualTo(machine.time);
    machine.set(Duration.ofHours(3));
    assertThat(clock.jump()).as("from now on it is a jump").contains(Duration.ofHours(3));
  }

  @Test
  void afterSuchAStartAnotherDateNeedsAPersonsWord() {
    Instant noted = START.plus(Duration.ofHours(5));
    clock.goOnAfter(noted);
    machine.set(Duration.ofDays(3));
    assertThat(clock.instant()).isEqualTo(noted);
    assertThat(clock.jump()).isPresent();
    clock.follow();
    assertThat(clock.instant()).isEqualTo(machine.time);

    var other = new HallClock(machine, () -> machine.nanos);
    other.goOnAfter(machine.time.plus(Duration.ofHours(5)));
    other.follow(); // the log was ahead: slowly, as on the same day always
    machine.run(Duration.ofHours(10));
    assertThat(other.instant()).isEqualTo(machine.time);
  }

  @Test
  void agesByItsCountFollowNoClock() {
    long before = clock.count();
    machine.set(Duration.ofMinutes(50));
    assertThat(clock.count()).isEqualTo(before);
    machine.run(Duration.ofSeconds(3));
    clock.advance(Duration.ofSeconds(4));
    assertThat(clock.count() - before).isEqualTo(Duration.ofSeconds(7).toNanos());
  }

  @Test
  void theDemoMovesItAllTheSame() {
    clock.advance(Duration.ofDays(3));
    machine.run(Duration.ofHours(2));
    assertThat(clock.instant()).isEqualTo(machine.time.plus(Duration.ofDays(3)));
    assertThat(clock.withZone(ZoneId.of("UTC")).instant()).isEqualTo(clock.instant());
  }
}
