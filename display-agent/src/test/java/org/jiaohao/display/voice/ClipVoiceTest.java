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
    assertThat(voice.unusable()).isEmpty();
    assertThat(voice.warning()).isEmpty();
    assertThat(voice.chime()).isEmpty();
    var speech = new AreaSpeech(List.of(voice), square(50, 300), new FileSpeaker(folder));
    assertThat(speech.say(Phrasing.call("A001", "105"), 2, 80))
        .isEqualTo(new Announcer.Heard("clips", null));
    new AreaSpeech(List.of(load()), square(50, 300), new FileSpeaker(folder.resolve("again")))
        .say(Phrasing.call("A001", "105"), 2, 80);
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
  void missingClipsAreListedInOneMessageAndStopOnlyTheirPhrases() throws Exception {
    Files.delete(clips.resolve("7.wav"));
    Files.delete(clips.resolve("zixuntai.wav"));
    Files.writeString(clips.resolve("z.wav"), "no sound");
    Sound.silence(500).write(clips.resolve("x.wav"));
    ClipVoice voice = load();
    Trouble warning = voice.warning().orElseThrow();
    assertThat(warning.en())
        .startsWith("4 clips are missing")
        .contains(": 7 x z zixuntai")
        .contains("x.wav: silent", "z.wav is no sound file");
    assertThat(warning.zh()).contains("缺少 4 个录音").contains("7 x z zixuntai");
    assertThat(voice.say(Phrasing.call("A001", "3")).isSilent()).isFalse();
    Trouble trouble =
        catchThrowableOfType(VoiceException.class, () -> voice.say(Phrasing.call("A777", "咨询台")))
            .trouble();
    assertThat(trouble.code()).isEqualTo("CLIPS_MISSING");
    assertThat(trouble.en()).contains("No clip 7 zixuntai for '请A777号到咨询台办理'");
  }

  @Test
  void theHallsOwnChimeIsTakenAndYaoIsNeededOnlyWhenSpoken() throws Exception {
    square(30, 400).write(clips.resolve("chime.wav"));
    Files.delete(clips.resolve("yao.wav"));
    assertThat(load().chime()).isPresent();
    assertThat(load().warning()).isPresent();
    assertThat(ClipVoice.load(clips, Lexicon.ofProgram(), false).warning()).isEmpty();
  }

  @Test
  void aFolderWithoutClipsIsUnusableAndSaysHowToMakeThem() {
    for (Path none : new Path[] {folder.resolve("nowhere"), null}) {
      Trouble trouble = ClipVoice.load(none, Lexicon.empty(), false).unusable().orElseThrow();
      assertThat(trouble.en()).contains("--jiaohao.voice.make-clips=");
    }
  }
}
