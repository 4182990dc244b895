package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallLink;
import org.jiaohao.agent.HallTime;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.display.HallClock;
import org.jiaohao.display.MockedLink;
import org.jiaohao.display.RunningAgent;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** Several voices at one agent. */
class VoicesIT {
  @TempDir Path folder;
  private final HallLink link = MockedLink.connected();
  private ConfigurableApplicationContext program;

  @Configuration
  @ComponentScan({"org.jiaohao.display.voice", "org.jiaohao.display.device"})
  static class Voices {}

  private void start(String... arguments) {
    List<DeviceConfig> devices =
        List.of(
            voice("voice-a", "voice", "wav:" + folder.resolve("a"), Map.of("area", "A区")),
            voice("voice-b", "voice", "wav:" + folder.resolve("b"), Map.of("windows", "4-9")),
            voice("voice-c", "voice", "wav:" + folder.resolve("c"), Map.of("silent", "true")),
            voice("voice-d", "voice", "audio:no such device", Map.of()),
            voice("voice-e", "cloud", "audio:default", Map.of()));
    program =
        new SpringApplicationBuilder(Voices.class)
            .web(WebApplicationType.NONE)
            .properties("spring.main.banner-mode=off")
            .initializers(
                (GenericApplicationContext beans) -> {
                  beans.registerBean(
                      AgentSettings.class,
                      () ->
                          new AgentSettings(
                              URI.create("http://127.0.0.1:1"),
                              "yj-c00",
                              "display-1",
                              AgentDescription.Kind.DISPLAY,
                              folder,
                              null,
                              null,
                              devices));
                  beans.registerBean(HallLink.class, () -> link);
                  beans.registerBean(
                      DeviceReports.class,
                      () ->
                          new DeviceReports(
                              link, beans.getBean(Clock.class), RunningAgent.unmeasured()));
                  beans.registerBean(
                      DeviceBench.class,
                      () -> new DeviceBench(link, beans.getBean(AgentSettings.class), List::of));
                  beans.registerBean(Clock.class, Clock::systemDefaultZone);
                  beans.registerBean(HallTime.class, RunningAgent::unmeasured);
                  beans.registerBean(HallClock.class);
                })
            .run(arguments);
  }

  private static DeviceConfig voice(
      String name, String driver, String address, Map<String, String> options) {
    return new DeviceConfig(name, driver, address, null, options);
  }

  @AfterEach
  void stop() {
    program.close();
  }

  private void call(String id, String number, String window, String area) {
    MockedLink.event(
        link,
        new Event<>(
            "1.0",
            id,
            "/halls/yj-c00",
            "ticket-called",
            OffsetDateTime.now(),
            "ticket/" + number,
            1,
            new TicketCalled(number, window, area, "a", 1)));
  }

  private DeviceReport report(String device) {
    return MockedLink.report(link, device);
  }

  private void awaitOutcome(String event, String device, CallConfirmed.Outcome outcome) {
    await()
        .untilAsserted(
            () ->
                assertThat(MockedLink.receipts(link))
                    .filteredOn(r -> r.eventId().equals(event) && r.device().equals(device))
                    .extracting(CallConfirmed::outcome)
                    .containsExactly(outcome));
  }

  @Test
  @Proves("R026")
  void eachAreaSpeaksItsOwnCallsAndOneWithoutSoundIsAnAlarm() throws Exception {
    start();
    assertThat(report("voice-a").state()).isEqualTo(DeviceReport.State.IDLE);
    assertThat(report("voice-a").messageEn()).isNull();
    assertThat(report("voice-d").state()).isEqualTo(DeviceReport.State.NO_HARDWARE);
    assertThat(report("voice-d").code()).isEqualTo("NO_AUDIO");
    assertThat(report("voice-e").code()).isEqualTo("CONFIGURATION");
    call("e1", "A001", "3", "A区-企业开办");
    call("e2", "B010", "5", "B区-社会事务");
    awaitOutcome("e1", "voice-a", CallConfirmed.Outcome.SPOKEN);
    awaitOutcome("e2", "voice-b", CallConfirmed.Outcome.SPOKEN);
    awaitOutcome("e1", "voice-c", CallConfirmed.Outcome.MUTED);
    awaitOutcome("e1", "voice-d", CallConfirmed.Outcome.FAILED);
    assertThat(MockedLink.receipts(link))
        .noneMatch(r -> r.eventId().equals("e2") && r.device().equals("voice-a"));
    Sound said = Sound.read(folder.resolve("a/000001.wav"));
    assertThat(said.length()).isBetween(6_000, 15_000);
    assertThat(said.loudness()).isGreaterThan(1_000);
    assertThat(folder.resolve("c")).doesNotExist();
  }

  @Test
  void aWordWithoutClipIsSpokenByTheNextEngineAndTheStateSaysSo() throws Exception {
    Path lexicon = Files.writeString(folder.resolve("lexicon.csv"), "东厅,东厅,dongting");
    start(
        "--jiaohao.voice.lexicon=" + lexicon,
        "--jiaohao.voice.say-area=true",
        "--jiaohao.voice.fallback=espeak");
    assertThat(report("voice-b").messageEn()).contains("have no clip", ": dongting.");
    call("e1", "A007", "5", "东厅");
    awaitOutcome("e1", "voice-b", CallConfirmed.Outcome.SPOKEN);
    await().untilAsserted(() -> assertThat(report("voice-b").code()).isEqualTo("FALLBACK"));
    assertThat(report("voice-b").messageEn())
        .contains("'请A007号到东厅5号窗口办理' was spoken by espeak. No clip dongting");
    assertThat(program.getBean(Loudspeaker.class).log())
        .extracting("device", "engine", "outcome")
        .contains(tuple("voice-b", "espeak", "SPOKEN"));
  }

  @Test
  void withoutAnotherEngineLessIsSaidAndTheStateSaysSo() throws Exception {
    Path lexicon = Files.writeString(folder.resolve("lexicon.csv"), "东厅,东厅,dongting");
    start(
        "--jiaohao.voice.lexicon=" + lexicon,
        "--jiaohao.voice.say-area=true",
        "--jiaohao.voice.fallback=none");
    call("e1", "A007", "5", "东厅");
    awaitOutcome("e1", "voice-b", CallConfirmed.Outcome.SPOKEN);
    await().untilAsserted(() -> assertThat(report("voice-b").code()).isEqualTo("SHORTENED"));
    assertThat(report("voice-b").messageEn()).contains("'请A007号到5号窗口办理' was spoken by clips.");
    call("e2", "A008", "西厅", "A区");
    awaitOutcome("e2", "voice-a", CallConfirmed.Outcome.SPOKEN);
    await()
        .untilAsserted(
            () ->
                assertThat(report("voice-a").messageEn())
                    .contains("'请A008号看屏幕' was spoken", "how '西厅' is spoken"));
  }
}
