package org.jiaohao.display.voice;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sound of one form for all engines: 22,050 samples a second, 16 bits, one channel. */
final class Sound {
  static final int RATE = 22_050;
  static final AudioFormat FORMAT = new AudioFormat(RATE, 16, 1, true, false);

  /** Quieter than this counts as silence, of 32,767. */
  private static final int SILENCE = 200;

  private static final int FADE_MS = 5;
  private static final int FULL = 100;
  private static final int FRAME = 2;
  private static final int LONGEST_SECONDS = 60;

  private final short[] samples;

  private Sound(short[] samples) {
    this.samples = samples;
  }

  static Sound of(short... samples) {
    return new Sound(samples.clone());
  }

  static Sound silence(int ms) {
    return new Sound(new short[count(ms)]);
  }

  private static int count(int ms) {
    return (int) ((long) RATE * ms / 1000);
  }

  /**
   * Reads a sound file of any form that the platform understands.
   *
   * @throws IOException when it is no such file, or longer than a minute
   */
  static Sound read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.getFileName().toString());
    }
  }

  /**
   * The same from a stream.
   *
   * @param name how errors name it
   */
  static Sound read(InputStream file, String name) throws IOException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new BufferedInputStream(file))) {
      AudioFormat from = in.getFormat();
      if (from.matches(FORMAT)) {
        return of(in);
      }
      // The property makes the platform filter what a lower rate cannot carry.
      var target = new AudioFormat(FORMAT.getEncoding(), RATE, 16, 1, FRAME, RATE, false, SINC);
      try (AudioInputStream converted = AudioSystem.getAudioInputStream(target, in)) {
        return of(converted);
      }
    } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
      throw new IOException(name + " is no sound file: " + e.getMessage(), e);
    }
  }

  private static final Map<String, Object> SINC = Map.of("interpolation", "sinc");

  private static Sound of(AudioInputStream in) throws IOException {
    int most = RATE * FRAME * LONGEST_SECONDS;
    byte[] bytes = in.readNBytes(most + FRAME); // half a frame would be waited for without end
    if (bytes.length > most) {
      throw new IOException("longer than " + LONGEST_SECONDS + " s");
    }
    var samples = new short[bytes.length / FRAME];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return new Sound(samples);
  }

  static Sound join(List<Sound> parts) {
    var all = new short[parts.stream().mapToInt(p -> p.samples.length).sum()];
    int at = 0;
    for (Sound part : parts) {
      System.arraycopy(part.samples, 0, all, at, part.samples.length);
      at += part.samples.length;
    }
    return new Sound(all);
  }

  /** Without the silence at both ends. */
  Sound trimmed() {
    int from = 0;
    int to = samples.length;
    while (from < to && Math.abs(samples[from]) < SILENCE) {
      from++;
    }
    while (to > from && Math.abs(samples[to - 1]) < SILENCE) {
      to--;
    }
    return new Sound(Arrays.copyOfRange(samples, from, to));
  }

  /** Begins and ends softly within 5 ms, so that nothing clicks. */
  Sound faded() {
    short[] soft = samples.clone();
    int fade = Math.min(count(FADE_MS), soft.length / 2);
    for (int i = 0; i < fade; i++) {
      soft[i] = (short) (soft[i] * i / fade);
      int end = soft.length - 1 - i;
      soft[end] = (short) (soft[end] * i / fade);
    }
    return new Sound(soft);
  }

  /** Times {@code factor}, cut at full scale. */
  Sound amplified(double factor) {
    var changed = new short[samples.length];
    for (int i = 0; i < changed.length; i++) {
      long value = Math.round(samples[i] * factor);
      changed[i] = (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return new Sound(changed);
  }

  /** As loud as a volume of 0 to 100 percent makes it. */
  Sound atVolume(int volume) {
    var changed = new short[samples.length];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = (short) Math.floorDiv(samples[i] * volume + FULL / 2, FULL);
    }
    return new Sound(changed);
  }

  /** Root mean square, 0 to 32,768; 0 when empty. */
  double loudness() {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }

  /** The largest deflection, 0 to 32,768. */
  int peak() {
    int peak = 0;
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  boolean isSilent() {
    return peak() < SILENCE;
  }

  /** Milliseconds, rounded down. */
  int length() {
    return (int) (samples.length * 1000L / RATE);
  }

  /** Little-endian. */
  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * FRAME).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  /** Writes a WAV file; the same sound gives the same bytes. */
  void write(Path file) throws IOException {
    AudioSystem.write(stream(), AudioFileFormat.Type.WAVE, file.toFile());
  }

  /** Writes a WAV file of half the size, in the 8-bit coding of telephones (G.711 μ-law). */
  void writeSmall(Path file) throws IOException {
    AudioInputStream small = AudioSystem.getAudioInputStream(AudioFormat.Encoding.ULAW, stream());
    AudioSystem.write(small, AudioFileFormat.Type.WAVE, file.toFile());
  }

  private AudioInputStream stream() {
    return new AudioInputStream(new ByteArrayInputStream(bytes()), FORMAT, samples.length);
  }
}
