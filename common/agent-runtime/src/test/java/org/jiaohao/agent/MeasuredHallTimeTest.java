package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MeasuredHallTimeTest {
  private static final Instant NINE = Instant.parse("2026-11-23T01:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Instant ownTime = NINE;
  private long nanos = 7_000_000_000L;
  private final InstantSource setByHand = () -> ownTime;
  private final Clock own = setByHand.withZone(ZoneOffset.UTC);
  private final MeasuredHallTime time = new MeasuredHallTime(own, () -> nanos);
  private int measurements;

  MeasuredHallTimeTest() {
    time.onMeasured(() -> measurements++);
  }

  private void pass(Duration passed) {
    ownTime = ownTime.plus(passed);
    nanos += passed.toNanos();
  }

  /** A request whose answer takes this long; the server stamps it half-way. */
  private void measure(Duration serverIsAheadBy, Duration roundTrip) {
    long sent = nanos;
    pass(roundTrip.dividedBy(2));
    Instant stamp = ownTime.plus(serverIsAheadBy);
    pass(roundTrip.dividedBy(2));
    time.measured(stamp, sent, nanos);
  }

  @Test
  void beforeTheFirstMeasurementItIsTheOwnTime() {
    assertThat(time.now()).isEqualTo(NINE);
    assertThat(time.offset()).isEmpty();
    assertThat(time.drift()).isFalse();
    assertThat(time.due()).isTrue();
  }

  @Test
  void theOffsetIsTheOwnTimeMinusTheServersAndCountsFromTheMiddle() {
    measure(Duration.ofSeconds(61), Duration.ofMillis(400));
    pass(SECOND);

    assertThat(time.offset()).contains(Duration.ofSeconds(-61));
    assertThat(time.now()).isEqualTo(ownTime.plusSeconds(61));
    assertThat(time.drift()).isTrue();
  }

  @Test
  void aClockSetByHandChangesTheOffsetAndNotTheHallsTime() {
    measure(Duration.ZERO, SECOND);
    Instant before = time.now();
    ownTime = ownTime.plus(Duration.ofHours(3));

    assertThat(time.now()).isEqualTo(before);
    assertThat(time.offset()).contains(Duration.ofHours(3));
  }

  @Test
  void aSlowAnswerReplacesAGoodOneOnlyWhenThatIsOld() {
    measure(Duration.ZERO, Duration.ofMillis(10));
    measure(Duration.ofMillis(900), Duration.ofSeconds(2));
    assertThat(time.offset()).contains(Duration.ZERO);
    assertThat(measurements).isEqualTo(1);

    pass(MeasuredHallTime.GOOD_FOR);
    assertThat(time.due()).isTrue();
    measure(Duration.ofMillis(900), Duration.ofSeconds(2));
    assertThat(time.offset()).contains(Duration.ofMillis(-900));
    assertThat(time.due()).isFalse();
  }

  @Test
  void aServerWhoseClockWasSetIsFollowedAtOnce() {
    measure(Duration.ZERO, Duration.ofMillis(10));
    measure(Duration.ofMinutes(-10), Duration.ofSeconds(2));

    assertThat(time.offset()).contains(Duration.ofMinutes(10));
  }

  @Test
  void fiveSecondsAreTolerated() {
    measure(Duration.ofSeconds(5), Duration.ofMillis(10));
    assertThat(time.drift()).isFalse();
    measure(Duration.ofMillis(5001), Duration.ofMillis(10));
    assertThat(time.drift()).isTrue();
  }
}
