package org.jiaohao.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jiaohao.agent.HallTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HallClockTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant NINE = Instant.parse("2026-11-23T01:00:00Z");
  private final HallTime time = mock(HallTime.class);
  private final HallClock clock =
      new HallClock(time, Clock.fixed(Instant.EPOCH, ZoneId.of("Asia/Shanghai")));

  @Test
  void theTimeIsTheServersInTheZoneOfTheHall() {
    when(time.now()).thenReturn(NINE);
    assertThat(clock.now()).isEqualTo(OffsetDateTime.parse("2026-11-23T09:00:00+08:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "59, 59",
    "60, 60",
    "61, 0", // the broker drops such a call: a clock was set
    "3600, 0",
    "3456000, 0",
    "-1, 0",
    "-61, 0",
    "-3456000, 0"
  })
  void anAgeThatCannotBeCountsFromTheReceipt(long secondsAgo, long age) {
    when(time.now()).thenReturn(NINE);
    when(time.offset()).thenReturn(Optional.of(Duration.ofDays(40)));
    OffsetDateTime told = NINE.minusSeconds(secondsAgo).atOffset(java.time.ZoneOffset.UTC);
    assertThat(clock.age(told, MINUTE)).isEqualTo(Duration.ofSeconds(age));
  }

  @Test
  void withoutMeasurementAgesCountFromTheReceipt() {
    when(time.now()).thenReturn(NINE);
    when(time.offset()).thenReturn(Optional.empty());
    assertThat(clock.age(NINE.minusSeconds(30).atOffset(java.time.ZoneOffset.UTC), MINUTE))
        .isZero();
  }
}
