package org.jiaohao.display.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes {@code 000001.wav} and so on into a folder, which counts as heard at once. */
final class FileSpeaker implements Speaker {
  private final Path folder;
  private int written;

  FileSpeaker(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<Trouble> unusable() {
    return Optional.empty();
  }

  @Override
  public synchronized void play(Sound sound) throws VoiceException {
    try {
      sound.write(Files.createDirectories(folder).resolve("%06d.wav".formatted(++written)));
    } catch (IOException e) {
      throw new VoiceException(
          new Trouble(
              "NO_AUDIO",
              "语音文件写不进 " + folder + "，请检查目录权限和磁盘空间。",
              "No sound file can be written into " + folder + ": check its rights and the disk."),
          e);
    }
  }
}
