package org.jiaohao.display.voice;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Speech by the program espeak-ng, voice {@code cmn-latn-pinyin} ({@code cmn} of version 1.51 reads
 * Chinese as English letters). The result is played by aplay or paplay, or written to a folder.
 */
final class EspeakVoice implements Voice {
  private static final int KEPT_PHRASES = 50;
  private static final long SPEECH_SECONDS = 3;
  private static final long PLAY_SECONDS = 30;
  private static final AudioFormat FORMAT = new AudioFormat(22_050, 16, 1, true, false);

  private final Path folder;
  private final Map<String, byte[]> phrases =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > KEPT_PHRASES;
        }
      };
  private int written;

  /**
   * Creates the voice.
   *
   * @param folder where sound files are written instead of being played, or null to play them
   */
  EspeakVoice(Path folder) {
    this.folder = folder;
  }

  /** Whether the program is installed. */
  static boolean installed() {
    try {
      Process process =
          new ProcessBuilder("espeak-ng", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(SPEECH_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void say(String words, int times) throws VoiceException {
    try {
      byte[] speech = phrases.get(words);
      if (speech == null) {
        speech = synthesise(words);
        phrases.put(words, speech);
      }
      var whole = new ByteArrayOutputStream();
      whole.writeBytes(Chime.samples(FORMAT));
      for (int i = 0; i < times; i++) {
        whole.writeBytes(speech);
        whole.writeBytes(new byte[(int) FORMAT.getSampleRate()]); // half a second of silence
      }
      play(whole.toByteArray());
    } catch (IOException | UnsupportedAudioFileException e) {
      throw new VoiceException(e.getMessage(), e);
    }
  }

  private static byte[] synthesise(String words) throws IOException, UnsupportedAudioFileException {
    Path file = Files.createTempFile("call", ".wav");
    try {
      run(
          List.of("espeak-ng", "-v", "cmn-latn-pinyin", "-s", "150", "-w", file.toString(), words),
          SPEECH_SECONDS);
      try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
        if (!in.getFormat().matches(FORMAT)) {
          throw new IOException("espeak-ng wrote " + in.getFormat() + " instead of " + FORMAT);
        }
        return in.readAllBytes();
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void play(byte[] samples) throws IOException {
    Path file =
        folder == null
            ? Files.createTempFile("announcement", ".wav")
            : Files.createDirectories(folder).resolve("%06d.wav".formatted(++written));
    try {
      var stream =
          new AudioInputStream(
              new ByteArrayInputStream(samples), FORMAT, samples.length / FORMAT.getFrameSize());
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
      if (folder == null) {
        playFile(file);
      }
    } finally {
      if (folder == null) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void playFile(Path file) throws IOException {
    try {
      run(List.of("aplay", "-q", file.toString()), PLAY_SECONDS);
    } catch (IOException noAlsa) {
      try {
        run(List.of("paplay", file.toString()), PLAY_SECONDS);
      } catch (IOException e) {
        e.addSuppressed(noAlsa);
        throw e;
      }
    }
  }

  private static void run(List<String> command, long seconds) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IOException(command.getFirst() + " did not end within " + seconds + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(command.getFirst() + " ended with code " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command.getFirst() + " was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
