package org.jiaohao.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallLink;
import org.jiaohao.agent.HallTime;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.display.rolling.RollingScreens;
import org.jiaohao.display.strip.Strips;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Strips and a rolling screen on real lines: a pseudo-terminal and TCP. */
class ScreensIT {
  @TempDir Path folder;
  private OnbonSignEmulator strip;
  private OnbonSignEmulator rolling;
  private HallLink link;
  private ConfigurableApplicationContext program;

  @Configuration
  @ComponentScan({
    "org.jiaohao.display.strip",
    "org.jiaohao.display.rolling",
    "org.jiaohao.display.device"
  })
  static class Screens {}

  @BeforeEach
  void start() throws Exception {
    strip = OnbonSignEmulator.start(OnbonOptions.of("pty:" + folder.resolve("strip.tty")));
    rolling = OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0"));
    startProgram();
  }

  private void startProgram() {
    link = MockedLink.connected();
    var context =
        new org.springframework.boot.builder.SpringApplicationBuilder(Screens.class)
            .web(org.springframework.boot.WebApplicationType.NONE)
            .properties("spring.main.banner-mode=off")
            .initializers(
                (org.springframework.context.support.GenericApplicationContext beans) -> {
                  beans.registerBean(AgentSettings.class, this::settings);
                  beans.registerBean(HallLink.class, () -> link);
                  beans.registerBean(
                      DeviceReports.class,
                      () ->
                          new DeviceReports(
                              link,
                              beans.getBean(java.time.Clock.class),
                              RunningAgent.unmeasured()));
                  beans.registerBean(
                      DeviceBench.class, () -> new DeviceBench(link, settings(), List::of));
                  beans.registerBean(java.time.Clock.class, java.time.Clock::systemUTC);
                  beans.registerBean(HallTime.class, RunningAgent::unmeasured);
                  beans.registerBean(HallClock.class);
                  beans.registerBean(Playlists.class);
                  beans.registerBean(tools.jackson.databind.json.JsonMapper.class);
                  beans.registerBean(ViewStore.class);
                });
    program =
        context.run(
            "--jiaohao.rolling.pixels-per-second=20000",
            "--jiaohao.rolling.shortest=200ms",
            "--jiaohao.signs.test-stays=500ms");
  }

  private AgentSettings settings() {
    return new AgentSettings(
        URI.create("http://127.0.0.1:1"),
        "yj-c00",
        "display-1",
        AgentDescription.Kind.DISPLAY,
        folder.resolve("data"),
        null,
        null,
        List.of(
            new DeviceConfig("strip-3", "onbon-k", strip.address().toString(), null, Map.of()),
            new DeviceConfig("rolling-1", "onbon-k", rolling.address().toString(), null, Map.of()),
            new DeviceConfig("strip-9", "no-such", "tcp://127.0.0.1:1", null, Map.of())));
  }

  @AfterEach
  void stop() {
    program.close();
    strip.close();
    rolling.close();
  }

  private static WindowView view(long rev, WindowFacts.State state, String number) {
    return new WindowView(
        rev,
        "3",
        "食药许可",
        "Food",
        state,
        "张晓雨",
        number,
        number == null ? null : "event-" + number,
        number == null ? null : OffsetDateTime.now(),
        number == null ? 0 : 1,
        null);
  }

  private void awaitStrip(String text, Duration most) {
    await().atMost(most).untilAsserted(() -> assertThat(strip.text()).isEqualTo(text));
  }

  @Test
  @Proves("R027")
  void aCallIsShownConfirmedBlinksAndGivesWayToTheIdleText() {
    MockedLink.view(link, "window", "3", view(1, WindowFacts.State.OPEN, null));
    awaitStrip("3号 食药许可 张晓雨", Duration.ofSeconds(5));
    MockedLink.view(link, "window", "3", view(2, WindowFacts.State.BUSY, "A001"));
    awaitStrip("3号 请A001号", Duration.ofSeconds(2));
    await().untilAsserted(() -> assertThat(MockedLink.receipts(link)).hasSize(1));
    assertThat(MockedLink.receipts(link).getFirst().eventId()).isEqualTo("event-A001");
    assertThat(MockedLink.receipts(link).getFirst().outcome())
        .isEqualTo(CallConfirmed.Outcome.SHOWN);
    await()
        .untilAsserted(
            () ->
                assertThat(strip.history().stream().filter(shown -> shown.text().isBlank()).count())
                    .isGreaterThanOrEqualTo(3));
    MockedLink.view(link, "window", "3", view(3, WindowFacts.State.OPEN, null));
    awaitStrip("3号 食药许可 张晓雨", Duration.ofSeconds(2));
    assertThat(MockedLink.receipts(link)).hasSize(1);
  }

  /** Killed between showing a call and its receipt, or before both: the view says it again. */
  @Test
  void aProgramThatStartsAgainConfirmsWhatItShows() {
    WindowView call = view(2, WindowFacts.State.BUSY, "A001");
    MockedLink.view(link, "window", "3", call);
    awaitStrip("3号 请A001号", Duration.ofSeconds(5));
    await().until(() -> MockedLink.receipts(link).size() == 1);
    program.close();
    startProgram();
    awaitStrip("3号 请A001号", Duration.ofSeconds(5));
    assertThat(MockedLink.receipts(link)).isEmpty();
    MockedLink.view(link, "window", "3", call);
    await().until(() -> MockedLink.receipts(link).size() == 1);
    assertThat(MockedLink.receipts(link).getFirst())
        .returns("event-A001", CallConfirmed::eventId)
        .returns(CallConfirmed.Outcome.SHOWN, CallConfirmed::outcome);
  }

  @Test
  void theStripIsRightAgainAfterTheCableAndAfterItsPower() {
    MockedLink.view(link, "window", "3", view(1, WindowFacts.State.PAUSED, null));
    awaitStrip("3号 暂停服务", Duration.ofSeconds(5));
    strip.fault("unplug", Map.of());
    await()
        .untilAsserted(
            () ->
                assertThat(MockedLink.report(link, "strip-3").state())
                    .isEqualTo(DeviceReport.State.NO_HARDWARE));
    MockedLink.view(link, "window", "3", view(2, WindowFacts.State.OPEN, null));
    strip.fault("plug", Map.of());
    awaitStrip("3号 食药许可 张晓雨", Duration.ofSeconds(4));
    strip.fault("power-cycle", Map.of("seconds", "1"));
    await().until(() -> !strip.text().contains("食药许可"));
    awaitStrip("3号 食药许可 张晓雨", Duration.ofSeconds(8));
  }

  @Test
  void aRestartedProgramShowsTheLastStateWithoutBroker() {
    MockedLink.view(link, "window", "3", view(1, WindowFacts.State.LUNCH, null));
    awaitStrip("3号 午间休息", Duration.ofSeconds(5));
    program.close();
    strip.fault("power-cycle", Map.of());
    await().until(() -> !strip.text().contains("午间休息"));
    startProgram();
    awaitStrip("3号 午间休息", Duration.ofSeconds(5));
  }

  @Test
  void aTestedStripShowsTheCallAgainWithoutBlinking() {
    MockedLink.view(link, "window", "3", view(1, WindowFacts.State.BUSY, "A001"));
    awaitStrip("3号 请A001号", Duration.ofSeconds(5));
    Reply reply = MockedLink.command(link, "test-device", new TestDevice("strip-3"));
    assertThat(reply.outcome()).isEqualTo(Reply.Outcome.DONE);
    assertThat(strip.history()).anyMatch(shown -> shown.text().equals("测试A001号"));
    awaitStrip("3号 请A001号", Duration.ofSeconds(12));
    assertThat(MockedLink.command(link, "test-device", new TestDevice("strip-9")).outcome())
        .isEqualTo(Reply.Outcome.REFUSED);
    assertThat(MockedLink.receipts(link)).hasSize(1);
  }

  @Test
  void theRollingScreenGoesOnWhileCallsComeAndAWrongDeviceDisturbsNobody() {
    MockedLink.view(
        link,
        "playlist",
        "0",
        new PlaylistView(
            1,
            0,
            1,
            List.of(
                new PlaylistView.Entry("a", "ANNOUNCEMENT", "明日停电检修", null, null, null),
                new PlaylistView.Entry("i", "ITEM", "离婚登记：当场办结", null, null, null)),
            "投诉电话：0373-0000199",
            ""));
    MockedLink.view(link, "window", "3", view(1, WindowFacts.State.BUSY, "A002"));
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(rolling.history().stream().map(OnbonSignEmulator.Shown::text).distinct())
                    .contains("投诉电话：0373-0000199", "明日停电检修", "离婚登记：当场办结"));
    assertThat(rolling.history()).noneMatch(shown -> shown.text().contains("A002"));
    assertThat(program.getBean(Strips.class).text("strip-3")).isEqualTo("3号 请A002号");
    assertThat(program.getBean(RollingScreens.class).text("rolling-1")).isNotBlank();
    assertThat(MockedLink.report(link, "strip-9").state()).isEqualTo(DeviceReport.State.FAILURE);
  }
}
