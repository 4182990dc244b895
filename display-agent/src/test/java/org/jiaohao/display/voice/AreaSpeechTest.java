package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AreaSpeechTest {
  private static final Wordings ONE = new Wordings(List.of(Phrasing.call("A001", "3")), null);

  @TempDir Path folder;
  private final List<Sound> played = new ArrayList<>();

  private final Speaker speaker =
      new Speaker() {
        @Override
        public Optional<Trouble> unusable() {
          return Optional.empty();
        }

        @Override
        public void play(Sound sound) {
          played.add(sound);
        }
      };

  private AreaSpeech speech(Voice... voices) {
    return new AreaSpeech(List.of(voices), Sound.of((short) 100), speaker);
  }

  private static Voice failing(String name) {
    return new Voice() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Trouble> unusable() {
        return Optional.empty();
      }

      @Override
      public Sound say(Phrase phrase) throws VoiceException {
        throw new VoiceException(new Trouble(name, name + " 不行", name + " cannot"), null);
      }
    };
  }

  private static Voice speaking(String name) {
    return new Voice() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Trouble> unusable() {
        return Optional.empty();
      }

      @Override
      public Sound say(Phrase phrase) {
        return Sound.of((short) 1_000, (short) -1_000);
      }
    };
  }

  @Test
  void theNextEngineSpeaksWhatTheFirstCannotAndItIsSaid() throws Exception {
    Announcer.Heard heard =
        speech(failing("clips"), failing("espeak"), speaking("system")).say(ONE, 1, 100);
    assertThat(heard.engine()).isEqualTo("system");
    assertThat(heard.trouble())
        .isEqualTo(new Trouble("clips", "clips 不行 espeak 不行", "clips cannot espeak cannot"));
    assertThat(played).hasSize(1);
  }

  @Test
  void aShorterWordingIsSpokenOnlyWhenNoEngineCanSayTheFullOne() throws Exception {
    Wordings wordings =
        Phrasing.with(Lexicon.ofProgram(), '一', true)
            .call(new TicketCalled("A001", "3", "A区-企业开办", "a", 1));
    Voice onlyShort = cannotSay("clips", "区");
    Announcer.Heard byFallback = speech(onlyShort, speaking("espeak")).say(wordings, 1, 100);
    assertThat(byFallback.engine()).isEqualTo("espeak");
    assertThat(byFallback.phrase().text()).isEqualTo("请A001号到A区3号窗口办理");
    Announcer.Heard shorter = speech(onlyShort, failing("espeak")).say(wordings, 1, 100);
    assertThat(shorter.engine()).isEqualTo("clips");
    assertThat(shorter.phrase().text()).isEqualTo("请A001号到3号窗口办理");
    assertThat(shorter.trouble().en()).isEqualTo("clips cannot espeak cannot");
    assertThat(played).hasSize(2);
  }

  private static Voice cannotSay(String name, String word) {
    Voice can = speaking(name);
    Voice cannot = failing(name);
    return new Voice() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Trouble> unusable() {
        return Optional.empty();
      }

      @Override
      public Sound say(Phrase phrase) throws VoiceException {
        return (phrase.spoken().contains(word) ? cannot : can).say(phrase);
      }
    };
  }

  @Test
  void whenNoneCanNothingIsPlayed() {
    VoiceException failed =
        catchThrowableOfType(
            VoiceException.class, () -> speech(failing("clips"), failing("x")).say(ONE, 1, 100));
    assertThat(failed.trouble().en()).isEqualTo("clips cannot x cannot");
    assertThat(played).isEmpty();
  }

  @Test
  void withoutEnginesTheAreaIsSilent() throws Exception {
    assertThat(speech().say(ONE, 1, 100).engine()).isNull();
    assertThat(played).isEmpty();
  }

  @Test
  void chimeThenPhraseAsOftenAsWantedAndAsLoud() throws Exception {
    speech(speaking("x")).say(ONE, 2, 50);
    byte[] phrase = {(byte) 0xf4, 0x01, 0x0c, (byte) 0xfe}; // ±500
    assertThat(played.getFirst().bytes()).startsWith(50, 0, 0, 0);
    assertThat(played.getFirst().bytes()).containsSequence(phrase);
    assertThat(played.getFirst().length()).isBetween(1_600, 1_610);
  }

  @Test
  void aSpeakerFromFilesSaysWhenItCannotWrite() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    VoiceException failed =
        catchThrowableOfType(
            VoiceException.class, () -> new FileSpeaker(file.resolve("x")).play(Sound.silence(10)));
    assertThat(failed.trouble().code()).isEqualTo("NO_AUDIO");
  }

  @Test
  void anUnknownSoundDeviceIsAnAlarmAndNoCrash() {
    var missing = new LineSpeaker("no such device");
    assertThat(missing.unusable().orElseThrow().en())
        .contains("No sound device no such device", "check loudspeaker");
    VoiceException failed =
        catchThrowableOfType(VoiceException.class, () -> missing.play(Sound.silence(10)));
    assertThat(failed.trouble().code()).isEqualTo("NO_AUDIO");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theSystemsVoiceGetsTheTextOnStandardInputAndTheFileAsOneArgument() throws Exception {
    Path sample = folder.resolve("sample.wav");
    Sound.of(new short[] {500, 500, 500}).write(sample);
    Path said = folder.resolve("said.txt");
    var voice =
        new SystemVoice(
            List.of(
                "sh",
                "-c",
                "cat > \"$2\"; echo >> \"$2\"; cp \"$1\" \"$3\"; echo \"$JIAOHAO_SOUND_FILE\" >>"
                    + " \"$2\"; echo \"$3\" >> \"$2\"",
                "sh",
                sample.toString(),
                said.toString(),
                "{file}"),
            Duration.ofSeconds(10));
    Phrase phrase = Phrasing.call("A001", "3");
    assertThat(voice.say(phrase).length()).isEqualTo(0);
    List<String> lines = Files.readAllLines(said);
    assertThat(lines.getFirst()).isEqualTo("请A零零一号到三号窗口办理");
    assertThat(lines.get(1)).isEqualTo(lines.get(2)).endsWith(".wav");
    Files.delete(said);
    voice.say(phrase);
    assertThat(said).doesNotExist(); // kept, not made again
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProgramThatHangsIsStopped() {
    var voice = new SystemVoice(List.of("sleep", "60"), Duration.ofMillis(200));
    VoiceException failed =
        catchThrowableOfType(VoiceException.class, () -> voice.say(Phrasing.call("A001", "3")));
    assertThat(failed.trouble().en()).contains("did not end within 200 ms");
  }

  @Test
  void commandsOfTheSystems() {
    assertThat(SystemVoice.commandOf("Windows 11"))
        .startsWith("powershell.exe")
        .noneMatch(word -> word.contains("{file}"));
    assertThat(SystemVoice.commandOf("Mac OS X")).startsWith("say", "-v", "Tingting");
    assertThat(
            new SystemVoice(SystemVoice.commandOf("Linux"), Duration.ZERO)
                .unusable()
                .orElseThrow()
                .en())
        .contains("no voice of its own");
  }
}
