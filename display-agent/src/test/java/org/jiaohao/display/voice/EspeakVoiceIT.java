package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program. */
class EspeakVoiceIT {
  @TempDir Path folder;

  @Test
  void theSecondRepetitionMakesTheSoundLongerAndItIsNoSilence() throws Exception {
    var voice = new EspeakVoice();
    assertThat(voice.unusable()).as("espeak-ng is installed").isEmpty();
    var speech = new AreaSpeech(List.of(voice), Chime.sound(), new FileSpeaker(folder));
    Wordings wordings = Phrasing.wordings("A001", "3");
    assertThat(speech.say(wordings, 1, 100).engine()).isEqualTo("espeak");
    speech.say(wordings, 2, 100);
    speech.say(wordings, 2, 25);
    Sound once = Sound.read(folder.resolve("000001.wav"));
    Sound twice = Sound.read(folder.resolve("000002.wav"));
    Sound quiet = Sound.read(folder.resolve("000003.wav"));
    assertThat(once.length()).isBetween(3_000, 9_000);
    assertThat(twice.length() - once.length()).isBetween(2_000, 7_000);
    assertThat(twice.loudness()).isGreaterThan(1_000);
    assertThat(quiet.loudness() / twice.loudness()).isBetween(0.24, 0.26);
  }

  @Test
  void theSamePhraseGivesTheSameFile() throws Exception {
    var voice = new EspeakVoice();
    byte[] first = voice.say(Phrasing.call("B105", "12")).bytes();
    assertThat(voice.say(Phrasing.call("B105", "12")).bytes()).isEqualTo(first);
    assertThat(voice.say(Phrasing.call("B105", "20")).bytes()).isNotEqualTo(first);
  }

  @Test
  @Proves("N04")
  void phonemesAreMandarin() throws Exception {
    // qǐng A líng líng yī hào dào shí èr hào
    String phonemes = phonemes("请A零零一号到十二号窗口办理");
    assertThat(phonemes).startsWith("tS;h'i21N").contains("l'i35N_| l'i35N_| j'i55_| X'Au51");
    assertThat(phonemes).contains("t'Au51_| s.'i.35_| '@r51_| X'Au51");
  }

  @Test
  @Proves("N22")
  void theLexiconDecidesHowAWordIsSaid() throws Exception {
    Lexicon lexicon = Lexicon.parse("单家窗口,shan4家窗口\n行政窗口,行政窗口");
    Phrases phrases = Phrasing.with(lexicon, '一', false);
    var call = new org.jiaohao.contract.mqtt.TicketCalled("A001", "单家窗口", null, "a", 1);
    assertThat(phonemes(phrases.call(call).full().spoken())).contains("s.'a51n");
    assertThat(phonemes("请A零零一号到单家窗口办理")).doesNotContain("s.'a51n");
  }

  private static String phonemes(String text) throws Exception {
    Process process =
        new ProcessBuilder("espeak-ng", "-v", "cmn-latn-pinyin", "-q", "-x", "-b", "1", "--stdin")
            .start();
    try (var out = process.getOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    String phonemes =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return phonemes;
  }
}
