package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceHoursTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T07:59:59, 0", // muted over night
    "2026-11-23T08:00:00, 80",
    "2026-11-23T11:59:59, 80",
    "2026-11-23T12:00:00, 40",
    "2026-11-23T13:30:00, 40",
    "2026-11-23T14:00:00, 80",
    "2026-11-23T17:59:59, 80",
    "2026-11-23T18:00:00, 0",
    "2026-11-23T23:59:59, 0",
    "2026-11-24T00:00:00, 0"
  })
  void volumeFollowsTheClock(java.time.LocalDateTime local, int volume) {
    Instant instant = local.atZone(ZONE).toInstant();
    VoiceHours hours = VoiceHours.parse("80, 12:00-14:00=40", "18:00-08:00");
    assertThat(hours.at(LocalTime.now(Clock.fixed(instant, ZONE)))).isEqualTo(volume);
  }

  @ParameterizedTest
  @CsvSource({
    "22:00-06:00=30, 23:00, 30",
    "22:00-06:00=30, 05:59, 30",
    "22:00-06:00=30, 06:00, 100",
    "22:00-24:00=30, 23:59, 30",
    "22:00-24:00=30, 00:00, 100",
    "00:00-24:00=30, 12:00, 30",
    "'08:00-12:00=50,09:00-10:00=90', 09:30, 50",
    "'', 12:00, 100",
    "55, 12:00, 55"
  })
  void partsMayPassMidnightAndTheFirstCounts(String volume, LocalTime time, int expected) {
    assertThat(VoiceHours.parse(volume, "").at(time)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loud",
        "101",
        "-1",
        "25:00-26:00=10",
        "08:00=10",
        "08:00-09:00-10:00=5",
        "8-9=5",
        "08:00-09:00=x",
        "08:00-09:00="
      })
  void whatIsNotUnderstoodIsNamed(String volume) {
    assertThatThrownBy(() -> VoiceHours.parse(volume, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }
}
