package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.WindowPads;
import org.junit.jupiter.api.Test;

/** What is kept in memory of agents grows old by itself, not by a clock that is set. */
class AgesOfAlertsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String HALL = "h";

  private Instant system = Instant.parse("2026-11-27T01:00:00Z");
  private final HallClock clock =
      new HallClock(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZONE;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return system;
            }
          });
  private final AgentCredentials credentials = mock(AgentCredentials.class);
  private final AgentAreas areas = mock(AgentAreas.class);
  private final WindowPads pads = mock(WindowPads.class);

  @Test
  void aClockThatIsSetForwardMissesNoAgentAndEndsNoAlert() {
    when(areas.of(any())).thenReturn(Map.of());
    when(credentials.of(HALL))
        .thenReturn(
            List.of(new AgentCredentials.Agent(HALL, "k", "KIOSK", clock.millis() - 1000, false)));
    var agents = new AgentRegistry(credentials, areas, pads, event -> {}, clock, ZONE);
    agents.bad(HALL, "k", "state", "/state");
    assertThat(agents.silent(HALL)).isEmpty();

    system = system.plus(Duration.ofMinutes(50));
    assertThat(agents.silent(HALL)).as("a minute has not passed").isEmpty();
    assertThat(agents.badLately(HALL, "k")).isTrue();

    clock.advance(Duration.ofSeconds(61));
    assertThat(agents.silent(HALL)).containsExactly("k");
    clock.advance(Duration.ofMinutes(10));
    assertThat(agents.badLately(HALL, "k")).isFalse();
  }

  @Test
  void anAgentThatWasEnrolledByAClockAheadIsMissedAllTheSame() {
    when(credentials.of(HALL))
        .thenReturn(
            List.of(
                new AgentCredentials.Agent(
                    HALL, "k", "KIOSK", clock.millis() + Duration.ofDays(40).toMillis(), false)));
    var agents = new AgentRegistry(credentials, areas, pads, event -> {}, clock, ZONE);
    assertThat(agents.silent(HALL)).isEmpty();
    clock.advance(Duration.ofSeconds(61));
    assertThat(agents.silent(HALL)).containsExactly("k");
  }
}
