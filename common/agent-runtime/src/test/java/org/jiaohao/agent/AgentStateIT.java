package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;

/** What an agent says about itself. */
class AgentStateIT extends LinkSuite {
  @Test
  void saysReadyAndWhatItIsAndOfflineAtTheEnd() {
    link.onCommand(
        "reprint-ticket",
        ReprintTicket.class,
        command -> new Reply(Reply.Outcome.DONE, null, null));
    link.report(report(DeviceReport.State.IDLE));
    startAndConnect();

    await().atMost(SOON).until(() -> server.last(TOPICS.deviceStatus(AGENT, "strip-3")) != null);
    assertThat(state()).isEqualTo("READY");
    var description = server.last(TOPICS.agentDescription(AGENT)).json();
    assertThat(description.path("kind").asString()).isEqualTo("DISPLAY");
    assertThat(description.path("build").asString()).isEqualTo("test-build");
    assertThat(description.path("devices").path(0).path("driver").asString()).isEqualTo("onbon-k");
    assertThat(description.path("capabilities").toString())
        .isEqualTo("[\"rebirth\",\"reprint-ticket\"]");
    String session = server.last(STATE).json().path("session").asString();

    link.stop();

    await().atMost(SOON).until(() -> "OFFLINE".equals(state()));
    assertThat(server.last(STATE).json().path("session").asString()).isEqualTo(session);
    assertThat(link.connected()).isFalse();
  }

  @Test
  void isDegradedWhileADeviceCannotBeUsedAndReadyAgainByTheSameRule() {
    startAndConnect();
    await().atMost(SOON).until(() -> "READY".equals(state()));
    for (DeviceReport.State trouble :
        List.of(
            DeviceReport.State.OFFLINE,
            DeviceReport.State.NO_HARDWARE,
            DeviceReport.State.FAILURE)) {
      link.report(report(trouble));
      await().atMost(SOON).until(() -> "DEGRADED".equals(state()));
      assertThat(link.state()).isEqualTo(AgentState.State.DEGRADED);
      link.report(report(DeviceReport.State.BUSY));
      await().atMost(SOON).until(() -> "READY".equals(state()));
    }
    assertThat(link.state()).isEqualTo(AgentState.State.READY);
  }

  @Test
  void whatWasBrokenBeforeTheConnectionIsToldWithIt() {
    link.report(report(DeviceReport.State.NO_HARDWARE));
    startAndConnect();
    await().atMost(SOON).until(() -> state() != null);
    assertThat(server.seen(STATE))
        .extracting(seen -> seen.json().path("state").asString())
        .doesNotContain("READY");
  }

  @Test
  @Proves("N24")
  void tellsHowFarItsClockIsOffAndAgainWhenThatChanges() throws Exception {
    AtomicLong ownIsAhead = new AtomicLong();
    InstantSource own = () -> Instant.now().plusMillis(ownIsAhead.get());
    var time = new MeasuredHallTime(own.withZone(ZoneOffset.UTC), System::nanoTime);
    link = LinkFixture.link(folder, broker.uri(), time);
    startAndConnect();
    await().atMost(SOON).until(() -> state() != null);
    assertThat(server.last(STATE).json().path("clockOffsetMillis").isNull()).isTrue();

    measure(time);
    await().atMost(SOON).until(() -> Math.abs(clockOffset()) < 500);
    ownIsAhead.set(61_000);
    measure(time);
    await().atMost(SOON).until(() -> Math.abs(clockOffset() - 61_000) < 500);
    int published = server.seen(STATE).size();
    ownIsAhead.set(61_300);
    measure(time);
    ownIsAhead.set(0);
    measure(time);
    await().atMost(SOON).until(() -> Math.abs(clockOffset()) < 500);
    assertThat(server.seen(STATE).subList(published, server.seen(STATE).size()))
        .as("a difference below a second is not worth a message")
        .allSatisfy(
            seen -> assertThat(seen.json().path("clockOffsetMillis").asLong()).isLessThan(500));
  }

  /** An exact measurement: one with an error is not taken after a better one. */
  private static void measure(MeasuredHallTime time) {
    long now = System.nanoTime();
    time.measured(Instant.now(), now, now);
  }

  private long clockOffset() {
    return server.last(STATE).json().path("clockOffsetMillis").asLong(Long.MAX_VALUE / 2);
  }

  @Test
  void aKilledConnectionLeavesTheWillOfItsSession() throws Exception {
    try (TcpRelay cable = new TcpRelay(broker.port())) {
      link = LinkFixture.link(folder, cable.uri());
      startAndConnect();
      await().atMost(SOON).until(() -> "READY".equals(state()));
      String session = server.last(STATE).json().path("session").asString();

      cable.cut();

      await().atMost(Duration.ofSeconds(15)).until(() -> "LOST".equals(state()));
      assertThat(server.last(STATE).json().path("session").asString()).isEqualTo(session);

      cable.repair();

      await().atMost(SOON).until(() -> "READY".equals(state()));
      assertThat(server.last(STATE).json().path("session").asString()).isNotEqualTo(session);
    }
  }
}
