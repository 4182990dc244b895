package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.junit.jupiter.api.Test;

/** Since when something is wrong with a device, by the hall's time and not its agent's (N24). */
class DeviceTimesTest {
  private static final OffsetDateTime SINCE = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");
  private static final Duration AHEAD = Duration.ofHours(3);

  private static DeviceReport raw(OffsetDateTime since) {
    return new DeviceReport(
        "ticket-printer",
        DeviceReport.State.OFFLINE,
        List.of("PAPER_EMPTY"),
        since,
        null,
        null,
        null);
  }

  @Test
  void whatTheAgentsClockSaidIsCorrectedByItsOffset() {
    DeviceInfo device = DeviceInfo.of(raw(SINCE.plus(AHEAD)), AHEAD.toMillis());
    assertThat(device.since()).isEqualTo(SINCE);
    assertThat(device.sinceKnown()).isTrue();
  }

  @Test
  void whatTheAgentCorrectedIsNotCorrectedAgain() {
    DeviceReport corrected = raw(SINCE.plus(AHEAD)).corrected(AHEAD);
    for (Long offset : new Long[] {null, AHEAD.toMillis()}) {
      DeviceInfo device = DeviceInfo.of(corrected, offset);
      assertThat(device.since()).isEqualTo(SINCE);
      assertThat(device.sinceKnown()).isTrue();
    }
  }

  @Test
  void withoutAnOffsetTheTimeIsMarked() {
    DeviceInfo device = DeviceInfo.of(raw(SINCE), null);
    assertThat(device.since()).isEqualTo(SINCE);
    assertThat(device.sinceKnown()).isFalse();
  }

  @Test
  void absurdTimesBreakNothing() {
    assertThat(DeviceInfo.of(raw(OffsetDateTime.MAX), -1L).sinceKnown()).isFalse();
    assertThat(DeviceInfo.of(raw(OffsetDateTime.MIN), 1L).sinceKnown()).isFalse();
    for (long offset : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(DeviceInfo.of(raw(SINCE), offset).since()).isEqualTo(SINCE);
    }
    assertThat(DeviceInfo.of(raw(null), 5L).since()).isNull();
  }
}
