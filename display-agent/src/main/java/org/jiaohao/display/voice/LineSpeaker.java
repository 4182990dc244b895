package org.jiaohao.display.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;

/**
 * A sound device of this machine: by Java's own sound, or, for the default device, by aplay or
 * paplay where Java finds none. A device that hangs is given up five seconds after the sound's end.
 */
final class LineSpeaker implements Speaker {
  private static final Duration SPARE = Duration.ofSeconds(5);

  /** Some HDMI screens swallow the beginning. */
  private static final int LEAD_MS = 300;

  private final String device;

  /**
   * Creates the speaker.
   *
   * @param device a part of the device's name, or {@code default}
   */
  LineSpeaker(String device) {
    this.device = device;
  }

  private boolean isDefault() {
    return device.equals("default");
  }

  @Override
  public Optional<Trouble> unusable() {
    boolean programs =
        isDefault()
            && (Programs.works(List.of("aplay", "-l")) || Programs.works(List.of("pactl", "info")));
    return programs || hasLine() ? Optional.empty() : Optional.of(noAudio("no such device"));
  }

  private boolean hasLine() {
    try {
      return isDefault()
          ? AudioSystem.isLineSupported(new DataLine.Info(SourceDataLine.class, Sound.FORMAT))
          : mixer().isPresent();
    } catch (LinkageError e) {
      return false; // this Java was installed without sound
    }
  }

  private Optional<Mixer.Info> mixer() {
    return Arrays.stream(AudioSystem.getMixerInfo())
        .filter(info -> info.getName().toLowerCase(Locale.ROOT).contains(lower()))
        .filter(
            info ->
                AudioSystem.getMixer(info)
                    .isLineSupported(new DataLine.Info(SourceDataLine.class, Sound.FORMAT)))
        .findFirst();
  }

  private String lower() {
    return device.toLowerCase(Locale.ROOT);
  }

  @Override
  public synchronized void play(Sound sound) throws VoiceException {
    Sound led = Sound.join(List.of(Sound.silence(LEAD_MS), sound));
    try {
      playByJava(led);
    } catch (IOException noLine) {
      if (!isDefault()) {
        throw new VoiceException(noAudio(noLine.getMessage()), noLine);
      }
      try {
        playByProgram(led);
      } catch (IOException noProgram) {
        noProgram.addSuppressed(noLine);
        throw new VoiceException(
            noAudio(noLine.getMessage() + "; " + noProgram.getMessage()), noProgram);
      }
    }
  }

  private void playByJava(Sound sound) throws IOException {
    SourceDataLine line = open();
    var playing =
        new FutureTask<Void>(
            () -> {
              byte[] bytes = sound.bytes();
              line.start();
              line.write(bytes, 0, bytes.length);
              line.drain();
              return null;
            });
    Thread.ofPlatform().name("sound").daemon().start(playing);
    try {
      playing.get(sound.length() + SPARE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the sound device hangs", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      line.close();
    }
  }

  private SourceDataLine open() throws IOException {
    try {
      SourceDataLine line;
      if (isDefault()) {
        line = AudioSystem.getSourceDataLine(Sound.FORMAT);
      } else {
        Mixer.Info mixer = mixer().orElseThrow(() -> new IOException("no such device"));
        line = AudioSystem.getSourceDataLine(Sound.FORMAT, mixer);
      }
      line.open(Sound.FORMAT);
      return line;
    } catch (LineUnavailableException
        | IllegalArgumentException // without any device, instead of the former
        | SecurityException
        | LinkageError e) {
      throw new IOException(e.toString(), e);
    }
  }

  private static void playByProgram(Sound sound) throws IOException {
    Path file = Files.createTempFile("call", ".wav");
    Duration most = SPARE.plusMillis(sound.length());
    try {
      sound.write(file);
      try {
        Programs.run(List.of("aplay", "-q", file.toString()), "", most);
      } catch (IOException noAlsa) {
        try {
          Programs.run(List.of("paplay", file.toString()), "", most);
        } catch (IOException e) {
          e.addSuppressed(noAlsa);
          throw e;
        }
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Trouble noAudio(String why) {
    String known =
        String.join(
            ", ", Arrays.stream(AudioSystem.getMixerInfo()).map(Mixer.Info::getName).toList());
    return new Trouble(
        "NO_AUDIO",
        "没有可用的声音设备 " + device + "，请检查音箱、声卡和连线（本机声卡：" + (known.isEmpty() ? "无" : known) + "）。",
        "No sound device "
            + device
            + " ("
            + why
            + "): check loudspeaker, sound card and cable. This machine has: "
            + (known.isEmpty() ? "none" : known)
            + ".");
  }
}
