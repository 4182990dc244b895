package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.display.FakeHallLink;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** Several voices with a clip set that the real espeak-ng made. */
class VoicesIT {
  @TempDir Path folder;
  private Path clips;
  private Calls link;
  private ConfigurableApplicationContext program;

  @Configuration
  @ComponentScan({"org.jiaohao.display.voice", "org.jiaohao.display.device"})
  static class Voices {}

  private static final class Calls extends FakeHallLink {
    private Consumer<Event<TicketCalled>> handler;

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public <T> void onEvent(String name, Class<T> type, Consumer<Event<T>> handler) {
      assertThat(name).isEqualTo("ticket-called");
      this.handler = (Consumer) handler;
    }

    void call(String id, String number, String window, String area) {
      handler.accept(
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

    DeviceReport report(String device) {
      return reports().stream().filter(r -> r.device().equals(device)).findFirst().orElseThrow();
    }
  }

  @BeforeEach
  void start() throws Exception {
    clips = folder.resolve("clips");
    int made = new ClipMaker(new EspeakVoice(), Lexicon.ofProgram()).make(clips);
    assertThat(made).isEqualTo(1 + ClipNames.all().size() + Lexicon.ofProgram().entries().size());
    startProgram();
  }

  private void startProgram() {
    link = new Calls();
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
            .initializers(
                (GenericApplicationContext beans) -> {
                  beans.registerBean(
                      AgentSettings.class,
                      () ->
                          new AgentSettings(
                              URI.create("http://127.0.0.1:1"),
                              "yj-c00",
                              "display-1",
                              "DISPLAY",
                              folder,
                              null,
                              null,
                              devices));
                  beans.registerBean(HallLink.class, () -> link);
                  beans.registerBean(
                      DeviceReports.class,
                      () -> new DeviceReports(link, beans.getBean(Clock.class)));
                  beans.registerBean(
                      DeviceBench.class,
                      () -> new DeviceBench(link, beans.getBean(AgentSettings.class), List::of));
                  beans.registerBean(Clock.class, Clock::systemDefaultZone);
                })
            .run(
                "--jiaohao.voice.engine=clips",
                "--jiaohao.voice.fallback=espeak,system",
                "--jiaohao.voice.clips=" + clips,
                "--spring.main.banner-mode=off");
  }

  private static DeviceConfig voice(
      String name, String driver, String address, Map<String, String> options) {
    return new DeviceConfig(name, driver, address, null, options);
  }

  @AfterEach
  void stop() {
    program.close();
  }

  private void awaitOutcome(String event, String device, String outcome) {
    await()
        .untilAsserted(
            () ->
                assertThat(link.receipts)
                    .filteredOn(r -> r.eventId().equals(event) && r.device().equals(device))
                    .extracting(CallConfirmed::outcome)
                    .containsExactly(outcome));
  }

  @Test
  @Proves("R026")
  void eachAreaSpeaksItsOwnCallsAndOneWithoutSoundIsAnAlarm() throws Exception {
    assertThat(link.report("voice-a").state()).isEqualTo("IDLE");
    assertThat(link.report("voice-a").messageEn()).isNull();
    assertThat(link.report("voice-d").state()).isEqualTo("NO_HARDWARE");
    assertThat(link.report("voice-d").code()).isEqualTo("NO_AUDIO");
    assertThat(link.report("voice-e").code()).isEqualTo("CONFIGURATION");
    link.call("e1", "A001", "3", "A区-企业开办");
    link.call("e2", "B010", "5", "B区-社会事务");
    awaitOutcome("e1", "voice-a", "SPOKEN");
    awaitOutcome("e2", "voice-b", "SPOKEN");
    awaitOutcome("e1", "voice-c", "MUTED");
    awaitOutcome("e1", "voice-d", "FAILED");
    assertThat(link.receipts)
        .noneMatch(r -> r.eventId().equals("e2") && r.device().equals("voice-a"));
    Sound said = Sound.read(folder.resolve("a/000001.wav"));
    assertThat(said.length()).isBetween(6_000, 15_000);
    assertThat(said.loudness()).isGreaterThan(1_000);
    assertThat(folder.resolve("c")).doesNotExist();
  }

  @Test
  void makingClipsAgainMakesOnlyWhatIsMissing() throws Exception {
    Path recording = clips.resolve("banli.wav");
    Chime.sound().write(recording);
    byte[] before = Files.readAllBytes(recording);
    Files.delete(clips.resolve("7.wav"));
    assertThat(new ClipMaker(new EspeakVoice(), Lexicon.ofProgram()).make(clips)).isEqualTo(1);
    assertThat(Files.readAllBytes(recording)).isEqualTo(before);
    assertThat(clips.resolve("7.wav")).exists();
    assertThat(ClipVoice.load(clips, Lexicon.ofProgram(), true).warning()).isEmpty();
  }

  @Test
  void aMissingClipIsSpokenByTheNextEngineAndTheStateSaysSo() throws Exception {
    program.close();
    Files.delete(clips.resolve("7.wav"));
    startProgram();
    assertThat(link.report("voice-a").messageEn()).contains("1 clips are missing").contains(" 7.");
    link.call("e1", "A007", "3", "A区");
    awaitOutcome("e1", "voice-a", "SPOKEN");
    await().untilAsserted(() -> assertThat(link.report("voice-a").code()).isEqualTo("FALLBACK"));
    assertThat(link.report("voice-a").messageEn())
        .contains("The fallback espeak spoke: No clip 7 for '请A007号到3号窗口办理'");
    assertThat(program.getBean(Loudspeaker.class).log())
        .extracting("device", "engine", "outcome")
        .contains(org.assertj.core.groups.Tuple.tuple("voice-a", "espeak", "SPOKEN"));
  }
}
