package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundTest {
  @TempDir Path folder;

  /** A tone of half scale; of several channels, all alike. */
  static Path tone(Path file, int rate, int bits, int channels, double hertz, int ms)
      throws IOException {
    int frames = rate * ms / 1000;
    int bytes = bits / 8;
    ByteBuffer data = ByteBuffer.allocate(frames * channels * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames; i++) {
      double value = 0.5 * Math.sin(2 * Math.PI * hertz * i / rate);
      for (int channel = 0; channel < channels; channel++) {
        long sample = Math.round(value * (1L << (bits - 1)));
        for (int b = 0; b < bytes; b++) {
          data.put((byte) ((bits == 8 ? sample + 128 : sample) >> (8 * b)));
        }
      }
    }
    var encoding = bits == 8 ? AudioFormat.Encoding.PCM_UNSIGNED : AudioFormat.Encoding.PCM_SIGNED;
    var format = new AudioFormat(encoding, rate, bits, channels, channels * bytes, rate, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(data.array()), format, frames),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }

  @ParameterizedTest
  @CsvSource({"22050,16,1", "44100,16,2", "48000,16,1", "48000,24,2", "8000,8,1", "16000,16,1"})
  void everyFormBecomesOne(int rate, int bits, int channels) throws Exception {
    Sound sound = Sound.read(tone(folder.resolve("x.wav"), rate, bits, channels, 440, 500));
    assertThat(sound.length()).isCloseTo(500, within(10));
    assertThat(sound.loudness()).isCloseTo(0.5 * 32_768 / Math.sqrt(2), within(500.0));
    Path written = folder.resolve("y.wav");
    sound.write(written);
    assertThat(AudioSystem.getAudioFileFormat(written.toFile()).getFormat().matches(Sound.FORMAT))
        .isTrue();
    assertThat(Sound.read(written).bytes()).isEqualTo(sound.bytes());
  }

  @Test
  void whatALowerRateCannotCarryIsFilteredAndNotHeardAsAnotherTone() throws Exception {
    Sound sound = Sound.read(tone(folder.resolve("x.wav"), 48_000, 16, 1, 18_000, 500));
    assertThat(sound.loudness()).isLessThan(0.05 * 32_768);
  }

  @Test
  void silenceIsTrimmedAndEndsAreSoft() {
    var samples = new short[3_000];
    java.util.Arrays.fill(samples, 1_000, 2_000, (short) 20_000);
    samples[500] = 199; // noise
    Sound sound = Sound.of(samples).trimmed();
    assertThat(sound.bytes()).hasSize(2_000);
    byte[] soft = sound.faded().bytes();
    assertThat(soft[0] | soft[1]).isZero();
    assertThat(soft[1_998] | soft[1_999]).isZero();
    int faded = 2 * (Sound.RATE * 5 / 1000);
    assertThat(ByteBuffer.wrap(soft).order(ByteOrder.LITTLE_ENDIAN).getShort(faded))
        .isEqualTo((short) 20_000);
    assertThat(Sound.silence(100).trimmed().length()).isZero();
    assertThat(Sound.silence(0).faded().bytes()).isEmpty();
  }

  @Test
  void amplifyingStopsAtFullScaleAndJoiningKeepsTheOrder() {
    Sound sound = Sound.of((short) 20_000, (short) -20_000).amplified(2);
    assertThat(sound.bytes()).containsExactly(0xff, 0x7f, 0x00, 0x80);
    assertThat(Sound.join(List.of(Sound.of((short) 1), Sound.of((short) 2))).bytes())
        .containsExactly(1, 0, 2, 0);
  }

  @Test
  void whatIsNoSoundFileIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("a.wav"), "not a sound");
    assertThatThrownBy(() -> Sound.read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.wav is no sound file");
    Path whole = tone(folder.resolve("b.wav"), 22_050, 16, 1, 440, 100);
    Path half = Files.write(folder.resolve("c.wav"), new byte[0]);
    assertThatThrownBy(() -> Sound.read(half)).isInstanceOf(IOException.class);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("d.wav"), java.util.Arrays.copyOf(bytes, 1_001));
    assertThat(Sound.read(cut).length()).isLessThan(100);
    Path longOne = tone(folder.resolve("e.wav"), 8_000, 8, 1, 440, 61_000);
    assertThatThrownBy(() -> Sound.read(longOne)).hasMessageContaining("longer than 60 s");
  }
}
