package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.junit.jupiter.api.Test;

class AgentHealthTest {
  private static final Instant NINE = Instant.parse("2026-11-23T01:00:00Z");

  private Instant now = NINE;
  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final HallTime time = mock(HallTime.class);
  private final AgentHealth health;

  AgentHealthTest() {
    offset(null);
    when(time.now()).thenAnswer(call -> now);
    health = new AgentHealth(clock, time);
  }

  private void offset(Long millis) {
    when(time.offset()).thenReturn(Optional.ofNullable(millis).map(Duration::ofMillis));
  }

  private void device(String name, DeviceReport.State state) {
    health.report(
        new DeviceReport(name, state, List.of(), OffsetDateTime.now(clock), null, null, null));
  }

  @Test
  void oneOfTwoBrokenDevicesIsEnoughAndTheStateKeepsItsBeginning() {
    device("strip-1", DeviceReport.State.NO_HARDWARE);
    device("strip-2", DeviceReport.State.FAILURE);
    OffsetDateTime began = OffsetDateTime.now(clock);
    AgentState first = health.present("s1");
    assertThat(first)
        .isEqualTo(new AgentState("s1", first.instance(), AgentState.State.DEGRADED, began, null));

    now = now.plusSeconds(10);
    device("strip-1", DeviceReport.State.IDLE);
    assertThat(health.changed("s1")).isEmpty();
    assertThat(health.present("s2").since()).isEqualTo(began);

    now = now.plusSeconds(10);
    device("strip-2", DeviceReport.State.IDLE);
    assertThat(health.changed("s2"))
        .contains(
            new AgentState(
                "s2", first.instance(), AgentState.State.READY, OffsetDateTime.now(clock), null));
  }

  @Test
  void aDeviceThatWorksOrIsClosedDoesNotDegrade() {
    device("strip-1", DeviceReport.State.BUSY);
    device("strip-2", DeviceReport.State.CLOSED);
    assertThat(AgentHealth.stateOf(health.reports())).isEqualTo(AgentState.State.READY);
    assertThat(AgentHealth.stateOf(List.of())).isEqualTo(AgentState.State.READY);
  }

  @Test
  void theOffsetIsToldWhenItIsKnownChangesByASecondOrCrossesWhatIsTolerated() {
    health.present("s1");
    offset(4500L);
    assertThat(health.changed("s1").orElseThrow().clockOffsetMillis()).isEqualTo(4500);
    offset(5000L);
    assertThat(health.changed("s1")).isEmpty();
    offset(5001L);
    assertThat(health.changed("s1")).isPresent();
    offset(6001L);
    assertThat(health.changed("s1")).isEmpty();
    offset(6002L);
    assertThat(health.changed("s1")).isPresent();
    offset(-6002L);
    assertThat(health.changed("s1")).isPresent();
  }
}
