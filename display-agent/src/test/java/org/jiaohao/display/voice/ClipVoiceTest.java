package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipVoiceTest {
  /** Of the file that the clips below make; changes only when the way of joining them does. */
  private static final String HASH =
      "fde64c9602d36ad607cfa557a1d69b9d8a7f4446d09aafc1a39588df5a41ba75";

  @TempDir Path folder;
  private Path clips;

  /** A square wave between two silences: the same samples on every machine. */
  private static Sound square(int period, int ms) {
    var samples = new short[Sound.RATE * ms / 1000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i / period % 2 == 0 ? 8_000 : -8_000);
    }
    return Sound.of(samples);
  }

  static void makeClips(Path folder, Lexicon lexicon) throws IOException {
    Files.createDirectories(folder);
    var words = new ArrayList<>(ClipNames.all().keySet().stream().map(lexicon::own).toList());
    words.addAll(lexicon.entries().values());
    for (int i = 0; i < words.size(); i++) {
      Sound.join(List.of(Sound.silence(70), square(20 + i, 200), Sound.silence(90)))
          .write(folder.resolve(words.get(i).clip() + ".wav"));
    }
  }

  @BeforeEach
  void clips() throws IOException {
    clips = folder.resolve("clips");
    makeClips(clips, Lexicon.ofProgram());
  }

  private ClipVoice load() {
    return ClipVoice.load(clips, Lexicon.ofProgram(), true);
  }

  @Test
  void theSamePhraseGivesTheSameFile() throws Exception {
    ClipVoice voice = load();
    assertThat(voice.warning()).isEmpty();
    var speech = new AreaSpeech(List.of(voice), square(50, 300), new FileSpeaker(folder));
    Wordings wordings = Phrasing.wordings("A001", "105");
    assertThat(speech.say(wordings, 2, 80))
        .isEqualTo(new Announcer.Heard("clips", wordings.full(), null));
    new AreaSpeech(List.of(load()), square(50, 300), new FileSpeaker(folder.resolve("again")))
        .say(wordings, 2, 80);
    byte[] file = Files.readAllBytes(folder.resolve("000001.wav"));
    assertThat(Files.readAllBytes(folder.resolve("again/000001.wav"))).isEqualTo(file);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
        .isEqualTo(HASH);
  }

  @Test
  void silenceIsTrimmedAndWordsHaveGaps() throws Exception {
    // 请 A 0 0 1 号 到 3 号窗口 办理: ten clips, eight gaps of 50 ms and one of 250 ms.
    int length = load().say(Phrasing.call("A001", "3")).length();
    assertThat(length).isBetween(10 * 200 + 8 * 50 + 250 - 20, 10 * 200 + 8 * 50 + 250);
  }

  @Test
  void clipsTheHallHasNotRecordedComeFromTheProgramAndAreListed() throws Exception {
    Files.delete(clips.resolve("7.wav"));
    Files.delete(clips.resolve("zixuntai.wav"));
    Files.writeString(clips.resolve("z.wav"), "no sound");
    Sound.silence(500).write(clips.resolve("x.wav"));
    ClipVoice voice = load();
    Trouble warning = voice.warning().orElseThrow();
    assertThat(warning.en())
        .startsWith("4 clips are missing in")
        .contains("those of the program are heard instead: 7 x z zixuntai.")
        .contains("x.wav: silent", "z.wav is no sound file");
    assertThat(warning.zh()).contains("缺少 4 个录音").contains("7 x z zixuntai");
    Sound seven = ClipSet.ofProgram().clips().get("7");
    assertThat(voice.say(Phrasing.of("7")).bytes()).isEqualTo(seven.bytes());
    assertThat(voice.say(Phrasing.of("8")).bytes())
        .isNotEqualTo(ClipSet.ofProgram().clips().get("8").bytes());
  }

  @Test
  void aWordOfTheHallsLexiconWithoutClipStopsOnlyItsPhrases() throws Exception {
    Path file = Files.writeString(folder.resolve("lexicon.csv"), "东厅,东厅,dongting");
    Lexicon lexicon = Lexicon.ofHall(file);
    ClipVoice voice = ClipVoice.load(null, lexicon, false);
    assertThat(voice.warning().orElseThrow().en())
        .startsWith("These words of the lexicon have no clip")
        .contains(": dongting.");
    Phrases phrases = Phrasing.with(lexicon, '一', true);
    Wordings wordings = phrases.call(new TicketCalled("A777", "3", "东厅", "a", 1));
    Trouble trouble =
        catchThrowableOfType(VoiceException.class, () -> voice.say(wordings.full())).trouble();
    assertThat(trouble.code()).isEqualTo("CLIPS_MISSING");
    assertThat(trouble.en()).contains("No clip dongting for '请A777号到东厅3号窗口办理'");
    assertThat(voice.say(wordings.phrases().get(1)).isSilent()).isFalse();
  }

  @Test
  void theHallsOwnChimeIsTakenAndYaoIsNeededOnlyWhenSpoken() throws Exception {
    Sound programs = load().chime();
    square(30, 400).write(clips.resolve("chime.wav"));
    Files.delete(clips.resolve("yao.wav"));
    assertThat(load().chime().bytes()).isNotEqualTo(programs.bytes());
    assertThat(load().warning().orElseThrow().en()).contains("1 clips").contains(": yao.");
    assertThat(ClipVoice.load(clips, Lexicon.ofProgram(), false).warning()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsNamedAndTheProgramsClipsAreHeard() throws Exception {
    ClipVoice voice = ClipVoice.load(folder.resolve("nowhere"), Lexicon.empty(), false);
    assertThat(voice.warning().orElseThrow().en()).contains("Not readable in", "nowhere");
    assertThat(voice.say(Phrasing.call("A001", "3")).isSilent()).isFalse();
  }
}
