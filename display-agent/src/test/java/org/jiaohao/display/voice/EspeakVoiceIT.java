package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program. */
class EspeakVoiceIT {
  @TempDir Path folder;

  @Test
  void theSecondRepetitionMakesTheSoundLongerAndItIsNoSilence() throws Exception {
    assertThat(EspeakVoice.installed()).as("espeak-ng is installed").isTrue();
    var voice = new EspeakVoice(folder);
    voice.say("请A零零一号到三号窗口办理", 1);
    voice.say("请A零零一号到三号窗口办理", 2);
    double once = seconds(folder.resolve("000001.wav"));
    double twice = seconds(folder.resolve("000002.wav"));
    assertThat(once).isBetween(3.0, 9.0);
    assertThat(twice - once).isBetween(2.0, 7.0);
  }

  private static double seconds(Path file) throws Exception {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      byte[] samples = in.readAllBytes();
      int loud = 0;
      for (int i = 0; i + 1 < samples.length; i += 2) {
        int sample = (samples[i] & 0xff) | samples[i + 1] << 8;
        loud += Math.abs(sample) > 2000 ? 1 : 0;
      }
      assertThat(loud).isGreaterThan(5000);
      return samples.length / 2.0 / in.getFormat().getSampleRate();
    }
  }

  @Test
  void phonemesAreMandarin() throws Exception {
    Process process =
        new ProcessBuilder("espeak-ng", "-v", "cmn-latn-pinyin", "-q", "-x", "请A零零一号到十二号窗口办理")
            .start();
    String phonemes =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    // qǐng A líng líng yī hào dào shí èr hào
    assertThat(phonemes).startsWith("tS;h'i21N").contains("l'i35N_| l'i35N_| j'i55_| X'Au51");
    assertThat(phonemes).contains("t'Au51_| s.'i.35_| '@r51_| X'Au51");
  }
}
